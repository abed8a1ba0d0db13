package io.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// That one transaction at a time writes to an embedded database.
class OneWriterTest {
    private static final String ADD = "insert into thing values (default)";

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.h2(folder);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("create table thing (id bigint generated always as identity)");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Connection connect() throws SQLException {
        return database.database().dataSource().getConnection();
    }

    private Connection begin() throws SQLException {
        var connection = connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void add(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            statement.executeUpdate();
        }
    }

    private int count() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from thing")) {
            result.next();
            return result.getInt(1);
        }
    }

    /// Adds a thing from another thread.
    private CompletableFuture<Void> addElsewhere(CountDownLatch about) {
        return CompletableFuture.runAsync(() -> {
            try (var connection = connect()) {
                about.countDown();
                add(connection);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    private CompletableFuture<Void> addElsewhere() throws InterruptedException {
        var about = new CountDownLatch(1);
        var added = addElsewhere(about);
        assertThat(about.await(20, TimeUnit.SECONDS)).isTrue();
        return added;
    }

    private static void assertWaits(CompletableFuture<?> one) {
        assertThatThrownBy(() -> one.get(50, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void othersWriteWhenATransactionHasEndedAndReadMeanwhile() throws Exception {
        try (var first = begin()) {
            add(first);
            var second = addElsewhere();
            assertWaits(second);
            assertThat(count()).isZero();

            first.commit();

            second.get(20, TimeUnit.SECONDS);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void theTurnIsGivenBackByWhateverEndsTheTransaction() throws Exception {
        try (var first = begin()) {
            add(first);
            first.rollback();
            addElsewhere().get(20, TimeUnit.SECONDS);
            add(first);
            first.setAutoCommit(true);
            addElsewhere().get(20, TimeUnit.SECONDS);
            add(first);
            addElsewhere().get(20, TimeUnit.SECONDS);
        }
        try (var left = begin()) {
            add(left);
        }
        addElsewhere().get(20, TimeUnit.SECONDS);

        assertThat(count()).isEqualTo(6);
    }

    @Test
    void aSavepointDoesNotEndTheTransaction() throws Exception {
        try (var first = begin()) {
            add(first);
            var savepoint = first.setSavepoint();
            add(first);
            first.rollback(savepoint);
            var second = addElsewhere();
            assertWaits(second);
            first.commit();
            second.get(20, TimeUnit.SECONDS);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aStatementThatFailsKeepsTheTurnOfItsTransactionAlone() throws Exception {
        try (var alone = connect();
                var statement = alone.createStatement()) {
            assertThatThrownBy(() -> statement.execute("insert into nothing values (1)"))
                    .isInstanceOf(SQLException.class);
            addElsewhere().get(20, TimeUnit.SECONDS);
        }
        try (var first = begin();
                var statement = first.createStatement()) {
            assertThatThrownBy(() -> statement.execute("insert into nothing values (1)"))
                    .isInstanceOf(SQLException.class);
            var second = addElsewhere();
            assertWaits(second);
            first.rollback();
            second.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatCouldNotBeCommittedKeepsTheTurnUntilItIsTakenBack() throws Exception {
        var failing = new OneWriter(new Failing(pool()));
        var first = failing.getConnection();
        first.setAutoCommit(false);
        add(first);
        assertThatThrownBy(first::commit).hasMessage("disk full");
        var second =
                CompletableFuture.runAsync(() -> {
                    try (var connection = failing.getConnection()) {
                        add(connection);
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
        assertWaits(second);
        first.rollback();
        first.close();
        second.get(20, TimeUnit.SECONDS);
    }

    /// What stands behind the turns.
    private DataSource pool() throws SQLException {
        return Objects.requireNonNull(
                database.database().dataSource().unwrap(OneWriter.class).getTargetDataSource());
    }

    /// Connections that cannot commit.
    private static final class Failing extends DelegatingDataSource {
        Failing(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var target = super.getConnection();
            return (Connection)
                    Proxy.newProxyInstance(
                            OneWriterTest.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (_, method, arguments) -> {
                                if (method.getName().equals("commit")) {
                                    throw new SQLException("disk full");
                                }
                                return method.invoke(target, arguments);
                            });
        }
    }

    /// A transaction within another, on a connection of its own.
    @Test
    void aThreadDoesNotWaitForItself() throws Exception {
        try (var outer = begin()) {
            add(outer);
            try (var inner = begin()) {
                add(inner);
                inner.commit();
            }
            var second = addElsewhere();
            assertWaits(second);
            outer.commit();
            second.get(20, TimeUnit.SECONDS);
        }
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void whatTidiesTheFileHasItsTurnToo() throws Exception {
        var file = H2File.of(database.database()).orElseThrow();
        try (var first = begin()) {
            add(first);
            var tidied = CompletableFuture.supplyAsync(file::tidy);
            var shrunk = CompletableFuture.supplyAsync(file::shrink);
            assertWaits(tidied);
            assertWaits(shrunk);
            first.commit();
            tidied.get(20, TimeUnit.SECONDS);
            shrunk.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                " \n( select a from b where c = 'x'",
                "SELECT update_at from t",
                "values (1)",
                "explain select 1"
            })
    void queriesChangeNothing(String sql) {
        assertThat(OneWriter.isQuery(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "select id from final table (insert into t values (1))",
                "select id from t where a = 1 limit 2 for update skip locked",
                "select id from t FOR\n UPDATE",
                "select next value for numbers",
                "with x as (select 1) select * from x",
                "-- a remark\nselect 1",
                "shutdown compact",
                "call something()"
            })
    void whateverElseIsSaidMayChangeSomething(String sql) {
        assertThat(OneWriter.isQuery(sql)).isFalse();
    }
}
