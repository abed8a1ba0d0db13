package io.sluice.db.verify;

import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.audit.AuditLog;
import io.sluice.db.run.LargeTexts;
import io.sluice.db.verify.Check.Findings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whether the store keeps the engine's promises: nothing lost, nothing twice, nothing without a
/// trace. Reads everything, a few hundred runs at a time; may run while the engine does.
public final class Verification {
    private static final String LOST_STARTS =
            """
            select e.run_id from trigger_event e
            where e.occurrence = 0 and not exists (
                select 1 from run r where r.run_id = e.run_id
            ) and not exists (
                select 1 from run_history h where h.run_id = e.run_id
            )
            """;

    private static final String UNTOLD_STARTS =
            """
            select r.run_id from run r
            where r.start_key is not null and not exists (
                select 1 from trigger_event e
                where e.project = r.project and e.workflow_id = r.workflow_id
                    and e.event_key = r.start_key and e.occurrence = 0 and e.run_id = r.run_id
            )
            """;

    private static final String HELD_AFTER_THE_END =
            """
            select run_id from run
            where status in ('COMPLETED', 'FAILED', 'CANCELED') and (owner is not null or due_at is not null)
            """;

    private static final String ASKED_AFTER_THE_END =
            """
            select a.run_id from approval a join run r on r.run_id = a.run_id
            where a.status = 'open' and r.status in ('COMPLETED', 'FAILED', 'CANCELED')
            """;

    private static final String ORPHANS =
            """
            select distinct j.run_id from journal j
            where not exists (select 1 from run r where r.run_id = j.run_id)
            """;

    private static final String NEXT_RUNS =
            "select run_id from run where run_id > ? order by run_id limit 200";

    private static final String PROJECTS = "select id from project order by id";

    private final Database database;
    private final JdbcClient jdbc;
    private final Json json;

    public Verification(Database database) {
        this.database = database;
        jdbc = JdbcClient.create(database.dataSource());
        json = Json.codec();
    }

    /// Every check, in a fixed order.
    public List<Check> run() {
        var checks = new ArrayList<Check>();
        checks.add(listed("every event that began a run has its run", LOST_STARTS));
        checks.add(listed("every run that an event began has its event", UNTOLD_STARTS));
        checks.add(listed("every journal has its run", ORPHANS));
        checks.add(listed("no run is held or due after its end", HELD_AFTER_THE_END));
        checks.add(listed("nobody is asked by a run that has ended", ASKED_AFTER_THE_END));
        checks.addAll(runs());
        checks.add(audit());
        return checks;
    }

    private Check listed(String name, String sql) {
        var findings = new Findings(name);
        RowCallbackHandler add = row -> findings.add("run " + row.getString(1));
        jdbc.sql(sql).query(add);
        return findings.check();
    }

    private List<Check> runs() {
        var checks = new RunChecks();
        var last = "";
        while (true) {
            var behind = last;
            var ids =
                    database.inTransaction(
                            "verify runs", connection -> verify(connection, behind, checks));
            if (ids.isEmpty()) {
                return checks.checks();
            }
            last = ids.getLast();
        }
    }

    private List<String> verify(Connection connection, String behind, RunChecks checks)
            throws SQLException {
        var ids = next(connection, behind);
        if (!ids.isEmpty()) {
            var texts = new LargeTexts(connection, json);
            RunParts.read(connection, ids).forEach(parts -> checks.verify(parts, texts));
        }
        return ids;
    }

    private static List<String> next(Connection connection, String behind) throws SQLException {
        try (var bulk = new Bulk(connection, NEXT_RUNS);
                var result = bulk.text(behind).query()) {
            var ids = new ArrayList<String>();
            while (result.next()) {
                ids.add(result.getString(1));
            }
            return ids;
        }
    }

    private Check audit() {
        var findings = new Findings("the audit log is as it was written");
        var log = new AuditLog(database);
        for (var project : jdbc.sql(PROJECTS).query(String.class).list()) {
            log.verify(project)
                    .firstBroken()
                    .ifPresent(seq -> findings.add("project " + project + " entry " + seq));
        }
        return findings.check();
    }
}
