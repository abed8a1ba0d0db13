package io.sluice.app.key;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.profile.SluiceProperties;
import io.sluice.app.secret.Envelope;
import io.sluice.app.secret.Keyring;
import io.sluice.app.secret.Keys;
import io.sluice.app.secret.MasterKey;
import io.sluice.app.secret.MasterKeyCheck;
import io.sluice.app.secret.SealedRows;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes the master key while everything goes on. The new key is on the disk beside the old one
/// before anything is sealed with it, and the old one goes only when nothing is sealed with it any
/// more: whenever this ends early, both are there, and doing it again goes on from there.
@Component
class KeyRotation {
    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);
    private static final int PASSES = 20;

    private final Keys keys;
    private final Envelope envelope;
    private final List<SealedRows> tables;
    private final JdbcClient jdbc;
    private final Authorization authorization;
    private final Audits audits;
    private final TransactionTemplate transaction;
    private final boolean alone;

    KeyRotation(
            Keys keys,
            Envelope envelope,
            List<SealedRows> tables,
            JdbcClient jdbc,
            Authorization authorization,
            Audits audits,
            PlatformTransactionManager transactions,
            SluiceProperties properties) {
        this.keys = keys;
        this.envelope = envelope;
        this.tables = List.copyOf(tables);
        this.jdbc = jdbc;
        this.authorization = authorization;
        this.audits = audits;
        transaction = new TransactionTemplate(transactions);
        alone = properties.database().url().isBlank();
    }

    /// @param outdated how many rows are still sealed with another key than the current
    record TableView(String what, long rows, long outdated) {}

    /// @param current which key is sealed with; tells nothing of the key itself
    /// @param others those that are read as well
    /// @param from the variable or file that the keys are from
    /// @param own whether the server makes the new key itself
    record KeysView(
            String current,
            List<String> others,
            String from,
            boolean own,
            List<TableView> sealed) {}

    KeysView show(Caller caller) {
        authorization.require(caller, Action.MANAGE_SETTINGS);
        return view();
    }

    private KeysView view() {
        var keyring = keys.keyring();
        return new KeysView(
                keyring.current().id(),
                keyring.others().stream().map(MasterKey::id).toList(),
                keys.from(),
                keys.own(),
                tables.stream()
                        .map(table -> new TableView(table.what(), table.count(), table.outdated()))
                        .toList());
    }

    /// Makes a new key if the keys are ours and no rotation is under way, seals everything with the
    /// current key, and forgets the others.
    synchronized KeysView rotate(Caller caller) {
        authorization.require(caller, Action.MANAGE_SETTINGS);
        if (keys.own()) {
            begin(caller);
        }
        seal(caller);
        if (keys.own()) {
            keep(new Keyring(keys.keyring().current(), List.of()));
        }
        return view();
    }

    private void begin(Caller caller) {
        if (!alone) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    "Expected the master key of several processes over one database to come from"
                            + " SLUICE_MASTER_KEY, found the file "
                            + keys.from()
                            + "; give all of them the old key by SLUICE_MASTER_KEY and the new one"
                            + " by SLUICE_OTHER_MASTER_KEYS, then the other way round, then"
                            + " rotate.");
        }
        var before = keys.keyring();
        if (before.others().isEmpty()) {
            var fresh = new Keyring(MasterKey.random(), List.of(before.current()));
            audits.write(
                    caller,
                    "keys.rotate.begin",
                    fresh.current().id(),
                    Map.of("before", before.current().id()));
            keep(fresh);
        }
    }

    private void keep(Keyring keyring) {
        try {
            keys.replace(keyring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Until nothing is left; what others change meanwhile they seal with the current key.
    private void seal(Caller caller) {
        long rows = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            rows += tables.stream().mapToLong(SealedRows::rewrap).sum();
            if (tables.stream().allMatch(table -> table.outdated() == 0)) {
                end(caller, rows);
                return;
            }
        }
        throw new ApiProblem(
                ErrorCode.CONFLICT,
                "Expected to come to an end, found rows that change again and again; every secret"
                        + " can be read, so rotate once more when it is quieter.");
    }

    private void end(Caller caller, long rows) {
        var id = keys.keyring().current().id();
        transaction.executeWithoutResult(_ -> {
            if (rows > 0 || MasterKeyCheck.outdated(jdbc, envelope)) {
                MasterKeyCheck.renew(jdbc, envelope);
                audits.write(caller, "keys.rotate", id, Map.of("rows", rows));
            }
        });
        log.info("Everything is sealed with master key {} now", id);
    }
}
