package io.sluice.db.authored;

import io.sluice.db.Micros;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Accounts and their roles. Every change joins the caller's transaction.
public final class Accounts {
    /// Puts those in line who would each make the first account.
    private static final String LOCK = "select id from project where id = 'default' for update";

    private final AccountRows rows;
    private final RoleRows roles;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    Accounts(
            AccountRows rows, RoleRows roles, JdbcClient jdbc, TransactionOperations transactions) {
        this.rows = rows;
        this.roles = roles;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Whether there is an account at all.
    public boolean any() {
        return rows.count() > 0;
    }

    public int count() {
        return Math.toIntExact(rows.count());
    }

    /// Creates an account if it is the very first; of several at once only one is.
    public boolean createFirst(String project, Account account) {
        return transactions.execute(_ -> {
            jdbc.sql(LOCK).query(String.class).single();
            if (any()) {
                return false;
            }
            create(project, account);
            return true;
        });
    }

    /// Whether there is one of this name, be it in other letters: `Ada` is taken by `ada`.
    public boolean taken(String name) {
        return rows.existsByNameIgnoreCase(name);
    }

    /// @throws NameTaken if there is one of this name, be it in other letters
    public void create(String project, Account account) {
        transactions.executeWithoutResult(_ -> {
            if (taken(account.name())) {
                throw new NameTaken("user name", account.name());
            }
            var row = new AccountRow(account.name());
            row.passwordHash(account.passwordHash());
            row.disabled(account.disabled());
            row.createdAt(Micros.of(account.createdAt()));
            row.updatedAt(Micros.of(account.createdAt()));
            rows.saveAndFlush(row);
            grant(project, account.name(), account.roles());
        });
    }

    private void grant(String project, String name, Set<String> granted) {
        var before =
                roles.findByUserName(name).stream()
                        .filter(row -> row.project().equals(project))
                        .toList();
        var missing = new HashSet<>(granted);
        before.forEach(row -> missing.remove(row.role()));
        roles.deleteAll(before.stream().filter(row -> !granted.contains(row.role())).toList());
        roles.saveAll(missing.stream().map(role -> new RoleRow(name, project, role)).toList());
        roles.flush();
    }

    public Optional<Account> find(String project, String name) {
        return rows.findById(name).map(row -> account(row, rolesOf(project, name)));
    }

    /// By name.
    public List<Account> list(String project) {
        Map<String, Set<String>> byUser = new HashMap<>();
        roles.findByProject(project)
                .forEach(row ->
                        byUser.computeIfAbsent(row.userName(), _ -> new HashSet<>())
                                .add(row.role()));
        return rows.findAllByOrderByName().stream()
                .map(row -> account(row, byUser.getOrDefault(row.name(), Set.of())))
                .toList();
    }

    /// Changes what is given and leaves the rest.
    ///
    /// @throws NotThere if there is none of this name
    public Account update(
            String project,
            String name,
            Optional<Set<String>> newRoles,
            Optional<Boolean> disabled,
            Optional<String> passwordHash,
            Instant at) {
        return transactions.execute(_ -> {
            var row = rows.findById(name).orElseThrow(() -> new NotThere("user", name));
            disabled.ifPresent(row::disabled);
            passwordHash.ifPresent(row::passwordHash);
            row.updatedAt(Micros.of(at));
            rows.saveAndFlush(row);
            newRoles.ifPresent(granted -> grant(project, name, granted));
            return account(row, rolesOf(project, name));
        });
    }

    private Set<String> rolesOf(String project, String name) {
        var found = new HashSet<String>();
        roles.findByUserName(name).stream()
                .filter(row -> row.project().equals(project))
                .forEach(row -> found.add(row.role()));
        return found;
    }

    private static Account account(AccountRow row, Set<String> roles) {
        return new Account(
                row.name(),
                row.passwordHash(),
                row.disabled(),
                roles,
                Micros.instant(row.createdAt()));
    }
}
