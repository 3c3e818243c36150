CREATE TABLE "share_accesses" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"share_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"address" text NOT NULL,
	"agent" text NOT NULL,
	"what" text NOT NULL,
	"path" text
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"digest" text NOT NULL,
	"sealed" text NOT NULL,
	"maker_id" text NOT NULL,
	"note" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"warned_at" timestamp (3) with time zone,
	"dataset_id" text,
	"n" integer,
	"audience" text DEFAULT 'anyone' NOT NULL,
	"preview" boolean DEFAULT false NOT NULL,
	"download_limit" integer,
	"downloads" integer DEFAULT 0 NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"max_bytes_per_file" bigint,
	"max_files" integer,
	"data_type_ids" jsonb
);
--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "etag" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "md5" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "snapshot" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "share_max_lifetime_days" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "share_password_required" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "shares_off" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "share_accesses" ADD CONSTRAINT "share_accesses_share_id_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."shares"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_maker_id_users_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "share_accesses_by_share" ON "share_accesses" USING btree ("share_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "shares_by_digest" ON "shares" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "shares_by_workspace" ON "shares" USING btree ("workspace_id","kind","created_at","id");--> statement-breakpoint
CREATE INDEX "shares_by_dataset" ON "shares" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "shares_by_maker" ON "shares" USING btree ("workspace_id","maker_id");--> statement-breakpoint
CREATE INDEX "shares_to_warn" ON "shares" USING btree ("expires_at") WHERE warned_at is null and revoked_at is null;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_request_id_shares_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."shares"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "uploads_by_request" ON "uploads" USING btree ("request_id","state") WHERE "uploads"."request_id" is not null;