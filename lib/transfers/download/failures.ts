/** What is the matter with one stored file: trying again would bring the same. `message` is for people. */
class FileFailure extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

export class MissingBytes extends FileFailure {
  override readonly name = 'MissingBytes';
  constructor(path: string) {
    super(
      path,
      `The bytes of ${path} are missing in storage; upload them again or ask an Owner to restore the blob.`,
    );
  }
}

export class ChangedBytes extends FileFailure {
  override readonly name = 'ChangedBytes';
  constructor(path: string) {
    super(
      path,
      `The stored bytes of ${path} changed since they were sealed, so none were saved; tell an Owner.`,
    );
  }
}

export class DamagedBytes extends FileFailure {
  override readonly name = 'DamagedBytes';
  constructor(path: string) {
    super(
      path,
      `The bytes of ${path} arrived damaged (another MD5 than the stored one), so they were not saved; download it again, and tell an Owner if it stays.`,
    );
  }
}

/** A file of a folder that was through is another one by now: neither is it ours to write over, nor can we vouch for it. */
export class ChangedOnDisk extends FileFailure {
  override readonly name = 'ChangedOnDisk';
  constructor(path: string) {
    super(
      path,
      `${path} was changed on the disk after it was saved; move or rename it, then try again to get the stored one.`,
    );
  }
}

/** Of what is downloaded into a folder, something bears a name that the browser does not write. */
export class RefusedName extends FileFailure {
  override readonly name = 'RefusedName';
  constructor(path: string) {
    super(
      path,
      `This browser does not write a file or folder of the name ${path}; download it as a zip, or rename it and upload it again.`,
    );
  }
}

/** The person gave the download up: nothing of it is to stay. As the reason of an abort. */
export class DownloadCancelled extends Error {
  override readonly name = 'DownloadCancelled';
}
