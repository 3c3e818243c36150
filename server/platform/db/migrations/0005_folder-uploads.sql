CREATE TABLE "upload_files" (
	"upload_id" text NOT NULL,
	"path_key" text collate "C" NOT NULL,
	"path" text NOT NULL,
	"size" bigint NOT NULL,
	"md5" text,
	"content_type" text NOT NULL,
	"blob_key" text NOT NULL,
	"whole" boolean NOT NULL,
	"referenced" boolean NOT NULL,
	"etag" text,
	"snapshot" text,
	CONSTRAINT "upload_files_upload_id_path_key_pk" PRIMARY KEY("upload_id","path_key")
);
--> statement-breakpoint
ALTER TABLE "dataset_files" ALTER COLUMN "snapshot" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "dataset_files" ADD COLUMN "referenced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "dataset_versions" ADD COLUMN "file_count" integer;--> statement-breakpoint
UPDATE "dataset_versions" v SET "file_count" = (SELECT count(*) FROM "dataset_files" f WHERE f."dataset_id" = v."dataset_id" AND f."n" = v."n");--> statement-breakpoint
ALTER TABLE "dataset_versions" ALTER COLUMN "file_count" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "file_count" integer;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "held_bytes" bigint;--> statement-breakpoint
ALTER TABLE "upload_files" ADD CONSTRAINT "upload_files_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;