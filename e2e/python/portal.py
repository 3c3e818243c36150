"""The portal under test and its two doors: the Studio (classic) API, bare, and the portal's own REST API."""

import json
import os
from dataclasses import dataclass

import requests
from azureml import Workspace

SAMPLES_WORKSPACE_ID = "506153734175476c4f62416c57734963"
CHUNK_SIZE = 0x200000
TOKEN_HEADER = "x-ms-metaanalytics-authorizationtoken"


@dataclass(frozen=True)
class Portal:
    url: str
    workspace_id: str
    primary_token: str
    session_cookie: str

    @classmethod
    def from_environment(cls):
        return cls(
            url=os.environ["SLUICE_URL"],
            workspace_id=os.environ["SLUICE_WORKSPACE_ID"],
            primary_token=os.environ["SLUICE_PRIMARY_TOKEN"],
            session_cookie=os.environ["SLUICE_SESSION_COOKIE"],
        )

    def workspace(self, token=None, workspace_id=None):
        return Workspace(
            workspace_id=workspace_id or self.workspace_id,
            authorization_token=token or self.primary_token,
            endpoint=self.url,
        )


class StudioDoor:
    """Requests as the client sends them, where a test needs what the client never sends. Follows no redirect."""

    def __init__(self, portal):
        self.portal = portal

    def request(self, method, path, data=None, headers=None, workspace_id=None):
        path = path.replace("{ws}", workspace_id or self.portal.workspace_id)
        sent = {
            TOKEN_HEADER: self.portal.primary_token,
            "x-ms-client-session-id": "DefaultSession",
            "Content-Type": "application/json;charset=UTF8",
            "User-Agent": "pyazureml/0.2.7",
            **(headers or {}),
        }
        return requests.request(
            method, self.portal.url + path, data=data, headers=sent, allow_redirects=False, timeout=60
        )

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def begin_upload(self, data_type_id="GenericCSV"):
        path = "/api/resourceuploads/workspaces/{ws}/?userStorage=true&dataTypeId=" + data_type_id
        response = self.request("POST", path, data=b"")
        assert response.status_code == 200, response.text
        return response.json()["Id"]

    def send_chunk(self, upload_id, count, index, data, headers=None):
        path = (
            "/api/blobuploads/workspaces/{ws}/"
            f"?numberOfBlocks={count}&blockId={index}&uploadId={upload_id}&dataTypeId=GenericCSV"
        )
        return self.request("POST", path, data=data, headers=headers)

    def create(self, upload_id, name, family_id=None, data_type_id="GenericCSV", description="a description"):
        body = {
            "DataSource": {
                "Name": name,
                "DataTypeId": data_type_id,
                "Description": description,
                "FamilyId": family_id,
                "Owner": "Python SDK",
                "SourceOrigin": "FromResourceUpload",
            },
            "UploadId": upload_id,
            "UploadedFromFileName": "",
            "ClientPoll": True,
        }
        return self.post_datasource(json.dumps(body))

    def post_datasource(self, body):
        return self.request("POST", "/api/workspaces/{ws}/datasources", data=body)


class OwnApi:
    """`/api/v1` with a token as `Authorization: Bearer`, as a training script uses it."""

    def __init__(self, portal):
        self.portal = portal

    def call(self, method, path, body=None, workspace_id=None):
        """The answer's JSON (None where there is none); fails the test at a refusal."""
        response = requests.request(
            method,
            f"{self.portal.url}/api/v1/workspaces/{workspace_id or self.portal.workspace_id}{path}",
            headers={"Authorization": f"Bearer {self.portal.primary_token}"},
            json=body,
            timeout=60,
        )
        assert response.ok, f"{method} {path}: {response.status_code} {response.text}"
        return response.json() if response.content else None

    def all(self, path, workspace_id=None):
        """Every item of a list, page by page."""
        items, cursor = [], None
        while True:
            query = "?limit=200" + (f"&cursor={cursor}" if cursor else "")
            page = self.call("GET", path + query, workspace_id=workspace_id)
            items += page["items"]
            cursor = page["nextCursor"]
            if not cursor:
                return items

    def as_owner(self, method, path, body=None):
        """What tokens may not do: the same request in the session of an Owner."""
        response = requests.request(
            method,
            f"{self.portal.url}/api/v1/workspaces/{self.portal.workspace_id}{path}",
            headers={"Cookie": self.portal.session_cookie, "Origin": self.portal.url},
            json=body,
            timeout=60,
        )
        assert response.ok, f"{method} {path}: {response.status_code} {response.text}"
        return response.json()
