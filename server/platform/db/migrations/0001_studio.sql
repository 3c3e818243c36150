CREATE TABLE "experiment_outputs" (
	"id" text PRIMARY KEY NOT NULL,
	"experiment_id" text NOT NULL,
	"run" integer NOT NULL,
	"node_id" text NOT NULL,
	"port_name" text NOT NULL,
	"data_type_id" text NOT NULL,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	"md5" text,
	"etag" text NOT NULL,
	"blob_key" text NOT NULL,
	"snapshot" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "experiment_runs" (
	"experiment_id" text NOT NULL,
	"n" integer NOT NULL,
	"status" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"creator_id" text,
	"creator_name" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "experiment_runs_experiment_id_n_pk" PRIMARY KEY("experiment_id","n")
);
--> statement-breakpoint
CREATE TABLE "experiments" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"creator_id" text,
	"creator_name" text,
	"run_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"workspace_id" text NOT NULL,
	"slot" text NOT NULL,
	"generation" integer NOT NULL,
	"digest" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"last_used_address" text,
	"last_used_client" text,
	CONSTRAINT "tokens_workspace_id_slot_pk" PRIMARY KEY("workspace_id","slot")
);
--> statement-breakpoint
CREATE TABLE "upload_chunks" (
	"upload_id" text NOT NULL,
	"index" integer NOT NULL,
	"total" integer NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "upload_chunks_upload_id_index_pk" PRIMARY KEY("upload_id","index")
);
--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "dataset_versions" ADD COLUMN "owner_name" text;--> statement-breakpoint
ALTER TABLE "datasets" ADD COLUMN "owner_name" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "owner_name" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "experiment_id" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "run" integer;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "node_id" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "port_name" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "original_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "experiment_outputs" ADD CONSTRAINT "experiment_outputs_run" FOREIGN KEY ("experiment_id","run") REFERENCES "public"."experiment_runs"("experiment_id","n") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_runs" ADD CONSTRAINT "experiment_runs_experiment_id_experiments_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "public"."experiments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_runs" ADD CONSTRAINT "experiment_runs_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_chunks" ADD CONSTRAINT "upload_chunks_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "experiment_outputs_by_port" ON "experiment_outputs" USING btree ("experiment_id","run","node_id","port_name");--> statement-breakpoint
CREATE INDEX "experiment_outputs_by_blob" ON "experiment_outputs" USING btree ("blob_key");--> statement-breakpoint
CREATE INDEX "experiments_by_creation" ON "experiments" USING btree ("workspace_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "experiments_deleted" ON "experiments" USING btree ("deleted_at") WHERE "experiments"."deleted_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_by_digest" ON "tokens" USING btree ("digest");