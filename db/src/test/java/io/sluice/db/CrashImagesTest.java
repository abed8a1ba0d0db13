package io.sluice.db;

import static io.sluice.db.CrashImages.Half;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whenever a process dies, a transaction is there as a whole or not at all: the file of an
/// embedded database, copied after each few of its writes while several threads change several
/// tables.
class CrashImagesTest {
    /// More by `-Dsluice.images=5000`.
    private static final int IMAGES = Integer.getInteger("sluice.images", 150);

    private static final int EVERY = 2;
    private static final int WRITERS = 4;
    private static final int ROWS = 100;

    private static final List<String> TABLES = List.of("begun", "state", "told");

    private static final List<String> CHANGES =
            List.of(
                    "insert into begun select v.id, v.of from unnest(%s) as v (id, of)",
                    "merge into state s using (select * from unnest(%s) as v (id, of)) v on s.id = v.id"
                            + " when not matched then insert (id, of) values (v.id, v.of)",
                    "insert into told select v.id, v.of from unnest(%s) as v (id, of)");

    private static final String COLUMNS = "cast(? as varchar array), cast(? as bigint array)";

    @TempDir Path folder;
    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void aTransactionIsThereAsAWholeOrNotAtAll() throws Exception {
        var images = CrashImages.in(folder, EVERY, IMAGES);
        try (var source = new HikariDataSource()) {
            source.setJdbcUrl(images.url());
            source.setUsername("sa");
            var database = Database.of(source);
            make(database);
            images.begin();
            try (var threads = Executors.newFixedThreadPool(WRITERS)) {
                var work = new ArrayList<Callable<Integer>>();
                for (int i = 0; i < WRITERS; i++) {
                    work.add(() -> writeWhile(database, images));
                }
                for (var one : threads.invokeAll(work)) {
                    assertThat(one.get()).isPositive();
                }
            }
        }
        int transactions = 0;
        for (var image : images.taken()) {
            transactions += inspect(image);
        }
        assertThat(images.taken()).hasSize(IMAGES);
        assertThat(transactions).isGreaterThan(IMAGES);
    }

    private static void make(Database database) {
        database.inTransaction(
                "make tables",
                connection -> {
                    try (var statement = connection.createStatement()) {
                        for (var table : TABLES) {
                            statement.execute(
                                    "create table "
                                            + table
                                            + " (id varchar primary key, of bigint)");
                        }
                    }
                    return true;
                });
    }

    private int writeWhile(Database database, CrashImages images) {
        int transactions = 0;
        while (!images.enough()) {
            int number = numbers.incrementAndGet();
            var rows = new ArrayList<Integer>();
            for (int i = 0; i < 1 + number * 31 % ROWS; i++) {
                rows.add(i);
            }
            database.inTransaction("write", connection -> write(connection, number, rows));
            transactions++;
        }
        return transactions;
    }

    private static boolean write(Connection connection, int number, List<Integer> rows)
            throws SQLException {
        for (var sql : CHANGES) {
            try (var bulk = new Bulk(connection, sql.formatted(COLUMNS))) {
                bulk.texts(rows, row -> number + "-" + row).longs(rows, _ -> number).update();
            }
        }
        return true;
    }

    /// @return how many transactions are in it
    private static int inspect(Path image) throws SQLException {
        try (var connection = DriverManager.getConnection(CrashImages.url(image), "sa", "");
                var statement = connection.createStatement()) {
            var halves = new ArrayList<Half>();
            try (var result =
                    statement.executeQuery(
                            """
                            select of, sum(n), count(*), max(n) - min(n) from (
                                select of, count(*) n from begun group by of
                                union all select of, count(*) n from state group by of
                                union all select of, count(*) n from told group by of
                            ) group by of
                            """)) {
                int transactions = 0;
                while (result.next()) {
                    transactions++;
                    if (result.getInt(3) != TABLES.size() || result.getInt(4) != 0) {
                        halves.add(new Half(image, result.getLong(1), result.getInt(2)));
                    }
                }
                assertThat(halves).isEmpty();
                return transactions;
            }
        }
    }
}
