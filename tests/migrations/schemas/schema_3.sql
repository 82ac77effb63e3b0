BEGIN TRANSACTION;
CREATE TABLE account_results (
        connection_id TEXT NOT NULL REFERENCES connections (connection_id) ON DELETE CASCADE,
        account_id    TEXT NOT NULL,
        name          TEXT NOT NULL,
        progress      TEXT NOT NULL,
        reason        TEXT,
        diagnosis     TEXT,
        PRIMARY KEY (connection_id, account_id)
    ) STRICT
    ;
INSERT INTO "account_results" VALUES('c-1','000000000001','dev','SUCCEEDED',NULL,NULL);
INSERT INTO "account_results" VALUES('c-1','000000000002','prod','FAILED','{"account": "", "at": "2026-01-02T03:04:05+00:00", "code": "AccessDenied", "operation": "", "region": "", "request_id": "", "service": "", "surface": "StackSet result", "text": "denied"}','{"actions": ["retry"], "candidates": ["scp-deny"], "cause": "scp-deny", "certain": true, "explanation": "A policy denies it.", "failure": {"account": "", "at": "2026-01-02T03:04:05+00:00", "code": "AccessDenied", "operation": "", "region": "", "request_id": "", "service": "", "surface": "StackSet result", "text": "denied"}, "retry": "after-fix", "title": "Denied"}');
CREATE TABLE check_results (
        connection_id TEXT NOT NULL,
        check_id      TEXT NOT NULL,
        result        TEXT NOT NULL,
        checked_at    TEXT NOT NULL,
        PRIMARY KEY (connection_id, check_id)
    ) STRICT
    ;
INSERT INTO "check_results" VALUES('c-1','trusted-access','{"cause": "", "check": "trusted-access", "details": [], "failure": null, "mend": "turn-on-trusted-access", "message": null, "state": "problem"}','2026-01-02T03:04:05+00:00');
CREATE TABLE connections (
        connection_id TEXT PRIMARY KEY,
        provider_id   TEXT NOT NULL,
        provider_name TEXT NOT NULL,
        place         TEXT NOT NULL,
        identity      TEXT NOT NULL,
        profile       TEXT NOT NULL,
        region        TEXT NOT NULL,
        partition     TEXT NOT NULL,
        phase         TEXT NOT NULL,
        status        TEXT NOT NULL,
        names         TEXT NOT NULL,
        selection     TEXT NOT NULL,
        settings      TEXT NOT NULL,
        role_arn      TEXT NOT NULL,
        health        TEXT NOT NULL,
        created_at    TEXT NOT NULL,
        checked_at    TEXT, way TEXT NOT NULL DEFAULT 'profile', status_at_aws INTEGER NOT NULL DEFAULT 1,
        UNIQUE (provider_id, place)
    ) STRICT
    ;
INSERT INTO "connections" VALUES('c-1','cloud-entitlements','Cloud Entitlements','r-ab12','{"feature_set": "ALL", "management_account_id": "012345678901", "management_account_name": "Acme Corp", "organization_id": "o-a1b2c3d4e5", "root_id": "r-ab12"}','acme','eu-central-1','aws','partly-connected','unknown','{"filtered_stack_set": "acme-filtered", "role": "AcmeRole", "stack": "acme-stack", "stack_set": "acme-set"}','{"chosen": ["r-ab12"], "left_out": ["111122223333"]}','{"external-id": "x"}','arn:aws:iam::012345678901:role/AcmeRole','{"connected": 1, "problem": "denied", "total": 2}','2026-01-02T03:04:05+00:00','2026-01-02T03:04:05+00:00','console',0);
CREATE TABLE drafts (
        name  TEXT PRIMARY KEY,
        draft TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "drafts" VALUES('last','{"profile": "acme"}');
CREATE TABLE journal (
        entry      INTEGER PRIMARY KEY,
        run_id     TEXT NOT NULL,
        direction  TEXT NOT NULL,
        operation  TEXT NOT NULL,
        state      TEXT NOT NULL,
        failure    TEXT,
        changed_at TEXT NOT NULL,
        FOREIGN KEY (run_id, direction) REFERENCES runs (run_id, direction) ON DELETE CASCADE
    ) STRICT
    ;
INSERT INTO "journal" VALUES(1,'run-1','forward','trusted-access','done',NULL,'2026-01-02T03:04:05+00:00');
INSERT INTO "journal" VALUES(2,'run-1','forward','stack','running',NULL,'2026-01-02T03:04:05+00:00');
CREATE TABLE operation_states (
        run_id     TEXT NOT NULL,
        direction  TEXT NOT NULL,
        operation  TEXT NOT NULL,
        state      TEXT NOT NULL,
        failure    TEXT,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (run_id, direction, operation),
        FOREIGN KEY (run_id, direction) REFERENCES runs (run_id, direction) ON DELETE CASCADE
    ) STRICT
    ;
INSERT INTO "operation_states" VALUES('run-1','forward','trusted-access','done',NULL,'2026-01-02T03:04:05+00:00');
INSERT INTO "operation_states" VALUES('run-1','forward','stack','running',NULL,'2026-01-02T03:04:05+00:00');
CREATE TABLE requests (
        connection_id TEXT PRIMARY KEY,
        request       TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "requests" VALUES('c-1','{"account_names": {"000000000001": "dev"}, "connection_id": "c-1", "identity": {"feature_set": "ALL", "management_account_id": "012345678901", "management_account_name": "Acme Corp", "organization_id": "o-a1b2c3d4e5", "root_id": "r-ab12"}, "names": {"filtered_stack_set": "acme-filtered", "role": "AcmeRole", "stack": "acme-stack", "stack_set": "acme-set"}, "partition": "aws", "profile": "acme", "provider_id": "cloud-entitlements", "region": "eu-central-1", "secrets": {}, "selection": {"chosen": ["r-ab12"], "left_out": ["111122223333"]}, "settings": {"external-id": "x"}, "targets": {"accounts": [], "connected": ["000000000001", "000000000002"], "difference_units": [], "excluded_accounts": [], "intersection_units": [], "left_out": [], "suspended": [], "unwatched_units": [], "whole_units": ["r-ab12"]}}');
CREATE TABLE run_reports (
        run_id    TEXT NOT NULL,
        direction TEXT NOT NULL,
        report    TEXT NOT NULL,
        PRIMARY KEY (run_id, direction),
        FOREIGN KEY (run_id, direction) REFERENCES runs (run_id, direction) ON DELETE CASCADE
    ) STRICT
    ;
INSERT INTO "run_reports" VALUES('run-1','forward','{"accounts": [{"account_id": "000000000002", "diagnosis": null, "name": "prod", "progress": "FAILED", "reason": null}], "counted": {"done": 1, "failed": 1, "total": 2}, "events": [{"at": "2026-01-02T03:04:05+00:00", "logical_id": "Role", "physical_id": "", "reason": "taken", "resource_type": "AWS::IAM::Role", "status": "CREATE_FAILED"}], "told": [{"key": "stack.creating", "values": {}}]}');
CREATE TABLE run_requests (
        run_id  TEXT PRIMARY KEY,
        request TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "run_requests" VALUES('run-2','{"account_names": {"000000000001": "dev"}, "connection_id": "c-1", "identity": {"feature_set": "ALL", "management_account_id": "012345678901", "management_account_name": "Acme Corp", "organization_id": "o-a1b2c3d4e5", "root_id": "r-ab12"}, "names": {"filtered_stack_set": "acme-filtered", "role": "AcmeRole", "stack": "acme-stack", "stack_set": "acme-set"}, "partition": "aws", "profile": "acme", "provider_id": "cloud-entitlements", "region": "eu-central-1", "secrets": {}, "selection": {"chosen": ["r-ab12"], "left_out": ["111122223333"]}, "settings": {"external-id": "x"}, "targets": {"accounts": [], "connected": ["000000000001", "000000000002"], "difference_units": [], "excluded_accounts": [], "intersection_units": [], "left_out": [], "suspended": [], "unwatched_units": [], "whole_units": ["r-ab12"]}}');
CREATE TABLE runs (
        run_id        TEXT NOT NULL,
        direction     TEXT NOT NULL,
        connection_id TEXT NOT NULL,
        lock          TEXT NOT NULL,
        operations    TEXT NOT NULL,
        started_at    TEXT NOT NULL,
        ended_at      TEXT,
        ended_how     TEXT,
        abandoned     INTEGER NOT NULL DEFAULT 0, kind TEXT NOT NULL DEFAULT 'connect',
        PRIMARY KEY (run_id, direction)
    ) STRICT
    ;
INSERT INTO "runs" VALUES('run-1','forward','c-1','r-ab12','["trusted-access", "stack"]','2026-01-02T03:04:05+00:00',NULL,NULL,0,'connect');
INSERT INTO "runs" VALUES('run-2','forward','c-1','r-ab12','["switch-off", "confirm-status"]','2026-01-03T03:04:05+00:00',NULL,NULL,0,'switch-off');
CREATE TABLE settings (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "settings" VALUES('theme','dark');
CREATE TABLE steps (
        run_id    TEXT NOT NULL,
        operation TEXT NOT NULL,
        step      TEXT NOT NULL,
        token     TEXT,
        note      TEXT,
        PRIMARY KEY (run_id, operation, step)
    ) STRICT
    ;
INSERT INTO "steps" VALUES('run-1','stack','create','3f0c2a52-8f6e-4a0e-9c0e-0d8f8a1c7e11','arn:aws:cloudformation:eu-central-1:012345678901:stack/acme-stack/1');
CREATE INDEX journal_of_run ON journal (run_id, direction);
PRAGMA user_version = 3;
COMMIT;
