ALTER TABLE "invitations" ADD COLUMN "maker_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "maker_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD COLUMN "maker_ids" text[] DEFAULT '{}' NOT NULL;