package io.sluice.db.authored;

import io.sluice.db.Micros;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/// Settings of a project, by name. Every change joins the caller's transaction.
public final class Settings {
    private final SettingRows rows;
    private final TransactionOperations transactions;

    Settings(SettingRows rows, TransactionOperations transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    public Optional<String> find(String project, String name) {
        return rows.findById(new NameInProject(project, name)).map(SettingRow::content);
    }

    public Map<String, String> all(String project) {
        var all = new LinkedHashMap<String, String>();
        rows.findByProjectOrderByName(project).forEach(row -> all.put(row.name(), row.content()));
        return all;
    }

    public void put(String project, String name, String content, String by, Instant at) {
        transactions.executeWithoutResult(_ -> {
            var row =
                    rows.findById(new NameInProject(project, name))
                            .orElseGet(() -> new SettingRow(project, name));
            row.content(content);
            row.updatedAt(Micros.of(at));
            row.updatedBy(by);
            rows.saveAndFlush(row);
        });
    }
}
