BEGIN TRANSACTION;
CREATE TABLE changes (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                what TEXT NOT NULL,
                units INTEGER NOT NULL,
                person TEXT NOT NULL,
                made TEXT NOT NULL
            );
INSERT INTO "changes" VALUES(1,'add',2,'anna','2026-11-30T23:29:50Z');
CREATE TABLE memory_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO "memory_migrations" VALUES(1,'units');
CREATE TABLE postings (
                segment BIGINT NOT NULL,
                gram INTEGER NOT NULL,
                units BLOB NOT NULL,
                PRIMARY KEY (segment, gram)
            ) WITHOUT ROWID;
INSERT INTO "postings" VALUES(1,23151,X'02000000');
INSERT INTO "postings" VALUES(1,29215,X'02000000');
INSERT INTO "postings" VALUES(1,34343,X'02000000');
INSERT INTO "postings" VALUES(1,52533,X'01000000');
INSERT INTO "postings" VALUES(1,61728,X'01000000');
INSERT INTO "postings" VALUES(1,64141,X'01000000');
CREATE TABLE segments (id INTEGER PRIMARY KEY AUTOINCREMENT, units INTEGER NOT NULL);
INSERT INTO "segments" VALUES(1,2);
CREATE TABLE units (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                key BIGINT NOT NULL,
                fingerprint BIGINT NOT NULL,
                source TEXT NOT NULL,
                target TEXT NOT NULL,
                before_text TEXT NOT NULL,
                after_text TEXT NOT NULL,
                release_name TEXT NOT NULL,
                reviewer TEXT NOT NULL,
                reviewed TEXT NOT NULL,
                domain TEXT NOT NULL
            );
INSERT INTO "units" VALUES(1,-4301396732218888247,5465830867373619013,'Завод открыт.','工厂开业。','Прежде.','После.','release.txt','Анна','2025-05-12T10:00:00Z','economy');
INSERT INTO "units" VALUES(2,-4550328188101719222,-4848007551592148613,'Выпущено 340 т.','生产了340吨。','','','','','','');
CREATE UNIQUE INDEX units_key ON units (key, fingerprint);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('units',2);
INSERT INTO "sqlite_sequence" VALUES('segments',1);
INSERT INTO "sqlite_sequence" VALUES('changes',1);
COMMIT;
