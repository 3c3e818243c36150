CREATE TABLE "container_marks" (
	"mark" text PRIMARY KEY NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
