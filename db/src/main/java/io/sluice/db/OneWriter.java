package io.sluice.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Connections to an embedded H2 database, of which one transaction at a time writes.
///
/// H2 writes what has changed to its file table by table while other transactions go on changing
/// them, and its record of what is to be taken back is one of the tables. A process that is killed
/// then leaves a file in which half of a transaction stands, and nothing to take it back by. While
/// one transaction alone writes, there is no such moment.
///
/// A transaction takes its turn with its first statement that is no plain query, and gives it back
/// when it ends; others of the same thread share it. Queries wait for nobody.
public final class OneWriter extends DelegatingDataSource {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LOCK_TIMEOUT = "HYT00";

    private static final Pattern QUERY =
            Pattern.compile("[\\s(]*(select|values|show|explain|table)\\b.*", Pattern.DOTALL);
    private static final Pattern CHANGES =
            Pattern.compile(
                    "\\b(final|old|new)\\s+table\\b|\\bfor\\s+(no\\s+key\\s+)?(update|share)\\b"
                            + "|\\bnext\\s+value\\b|\\bnextval\\b");
    private static final Set<String> ENDS = Set.of("rollback", "close", "abort");

    private final Turn turn = new Turn();

    public OneWriter(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return guarded(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return guarded(super.getConnection(user, password));
    }

    /// Takes the turn for what changes the database's file without a statement; the transaction's
    /// end gives it back. Does nothing where everybody may write at once.
    static void write(Connection connection) throws SQLException {
        if (connection.isWrapperFor(Guarded.class)) {
            connection.unwrap(Guarded.class).write();
        }
    }

    /// Whether a statement changes nothing, locks nothing and takes no number of a sequence.
    static boolean isQuery(String sql) {
        var text = sql.toLowerCase(Locale.ROOT);
        return QUERY.matcher(text).matches() && !CHANGES.matcher(text).find();
    }

    private Connection guarded(Connection connection) throws SQLException {
        return (Connection)
                Proxy.newProxyInstance(
                        OneWriter.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new Guarded(connection));
    }

    /// The right to write: one thread has it, as often as it likes.
    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private volatile @Nullable Thread owner;
        private int times;

        void enter() throws SQLException {
            if (owner != Thread.currentThread()) {
                await();
                owner = Thread.currentThread();
            }
            times++;
        }

        private void await() throws SQLException {
            try {
                if (!free.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new SQLTimeoutException(
                            "Expected other transactions to end within %s, they did not."
                                    .formatted(PATIENCE),
                            LOCK_TIMEOUT);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLTimeoutException(
                        "Interrupted before the transaction's turn.", LOCK_TIMEOUT, e);
            }
        }

        void leave() {
            if (--times == 0) {
                owner = null;
                free.release();
            }
        }
    }

    /// Does what is asked of the target, and says what that has thrown.
    private static @Nullable Object ask(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /// What stands between a connection and whoever uses it.
    private final class Guarded implements InvocationHandler {
        private final Connection target;
        private boolean alone;
        private boolean writing;

        /// Outside of a transaction each statement is one, and has its turn alone.
        Guarded(Connection target) throws SQLException {
            this.target = target;
            alone = target.getAutoCommit();
        }

        void write() throws SQLException {
            if (!writing) {
                turn.enter();
                writing = true;
            }
        }

        private void over() {
            if (writing) {
                writing = false;
                turn.leave();
            }
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
                throws Throwable {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "isWrapperFor" ->
                        asksFor(Guarded.class, arguments) || (boolean) asked(method, arguments);
                case "unwrap" ->
                        asksFor(Guarded.class, arguments) ? this : ask(target, method, arguments);
                case "prepareStatement" ->
                        statement(proxy, PreparedStatement.class, method, arguments);
                case "prepareCall" -> statement(proxy, CallableStatement.class, method, arguments);
                case "createStatement" -> statement(proxy, Statement.class, method, arguments);
                case "commit" -> committed(method, arguments);
                case "setAutoCommit" -> switched(method, arguments);
                case String name when ENDS.contains(name) && !toSavepoint(arguments) ->
                        ended(method, arguments);
                default -> ask(target, method, arguments);
            };
        }

        private Object asked(Method method, Object @Nullable [] arguments) throws Throwable {
            return Objects.requireNonNull(ask(target, method, arguments));
        }

        private static boolean asksFor(Class<?> type, Object @Nullable [] arguments) {
            return arguments != null && arguments[0] == type;
        }

        private static boolean toSavepoint(Object @Nullable [] arguments) {
            return arguments != null && arguments.length == 1 && arguments[0] instanceof Savepoint;
        }

        private @Nullable Object ended(Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return ask(target, method, arguments);
            } finally {
                over();
            }
        }

        /// What could not be committed is still to be taken back, which is writing as well.
        private @Nullable Object committed(Method method, Object @Nullable [] arguments)
                throws Throwable {
            var result = ask(target, method, arguments);
            over();
            return result;
        }

        private @Nullable Object switched(Method method, Object @Nullable [] arguments)
                throws Throwable {
            var result = committed(method, arguments);
            alone = arguments != null && Boolean.TRUE.equals(arguments[0]);
            return result;
        }

        private Object statement(
                Object proxy, Class<?> type, Method method, Object @Nullable [] arguments)
                throws Throwable {
            var sql = arguments != null && arguments[0] instanceof String text ? text : null;
            var statement = asked(method, arguments);
            return Proxy.newProxyInstance(
                    OneWriter.class.getClassLoader(),
                    new Class<?>[] {type},
                    (self, call, given) -> statement(proxy, statement, sql, self, call, given));
        }

        private @Nullable Object statement(
                Object proxy,
                Object statement,
                @Nullable String prepared,
                Object self,
                Method call,
                Object @Nullable [] given)
                throws Throwable {
            return switch (call.getName()) {
                case "equals" -> given != null && self == given[0];
                case "hashCode" -> System.identityHashCode(self);
                case "getConnection" -> proxy;
                case String name when name.startsWith("execute") -> {
                    var sql = given != null && given[0] instanceof String text ? text : prepared;
                    yield execute(statement, sql, call, given);
                }
                default -> ask(statement, call, given);
            };
        }

        /// @param sql null for a batch of several
        private @Nullable Object execute(
                Object statement, @Nullable String sql, Method call, Object @Nullable [] given)
                throws Throwable {
            if (sql != null && isQuery(sql)) {
                return ask(statement, call, given);
            }
            write();
            try {
                return ask(statement, call, given);
            } finally {
                if (alone) {
                    over();
                }
            }
        }
    }
}
