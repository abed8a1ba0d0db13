package io.sluice.db.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The rows of a database as JSON, a table a line, so that either kind of database can be filled
/// with them. `main` writes them from the embedded database of a stopped server.
final class GoldenTables {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TABLES =
            """
            select table_name from information_schema.tables
            where lower(table_schema) = 'public' and table_type like '%TABLE%'
                and lower(table_name) not like '%schema_history'
            order by table_name
            """;

    private GoldenTables() {}

    /// @param arguments the server's database (its path without `.mv.db`), and the file to write
    public static void main(String[] arguments) throws IOException, SQLException {
        var url = "jdbc:h2:file:" + Path.of(arguments[0]).toAbsolutePath() + ";ACCESS_MODE_DATA=r";
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            write(connection, out);
        }
    }

    private static void write(Connection connection, OutputStream out)
            throws SQLException, IOException {
        for (var table : tables(connection)) {
            var line = JSON.createObjectNode().put("table", table.toLowerCase(Locale.ROOT));
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select * from " + table)) {
                var columns = line.putArray("columns");
                int count = rows.getMetaData().getColumnCount();
                for (int i = 1; i <= count; i++) {
                    columns.add(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
                }
                var all = line.putArray("rows");
                while (rows.next()) {
                    row(rows, count, all.addArray());
                }
            }
            out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void row(ResultSet rows, int count, ArrayNode row) throws SQLException {
        for (int i = 1; i <= count; i++) {
            var value = rows.getObject(i);
            if (rows.wasNull()) {
                row.addNull();
                continue;
            }
            switch (rows.getMetaData().getColumnType(i)) {
                case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> row.add(rows.getLong(i));
                case Types.DOUBLE, Types.REAL, Types.FLOAT -> row.add(rows.getDouble(i));
                case Types.BOOLEAN, Types.BIT -> row.add(rows.getBoolean(i));
                case Types.BINARY, Types.VARBINARY, Types.BLOB, Types.LONGVARBINARY ->
                        row.add(Base64.getEncoder().encodeToString(rows.getBytes(i)));
                case Types.VARCHAR, Types.CHAR, Types.CLOB, Types.LONGVARCHAR ->
                        row.add(rows.getString(i));
                default ->
                        throw new SQLException(
                                "Unknown type of "
                                        + rows.getMetaData().getColumnName(i)
                                        + ": "
                                        + JDBCType.valueOf(rows.getMetaData().getColumnType(i))
                                        + " "
                                        + value);
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<String>();
            while (found.next()) {
                tables.add(found.getString(1));
            }
            return tables;
        }
    }

    /// Fills a database. Tables that it does not have (the application has some of its own) are
    /// passed over.
    static void read(InputStream packed, Connection connection, boolean postgres)
            throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            statement.execute(
                    postgres
                            ? "set session_replication_role = replica"
                            : "set referential_integrity false");
            var known = tables(connection);
            for (@Nullable String line; (line = lines.readLine()) != null; ) {
                var table = JSON.readTree(line);
                var name = table.path("table").asString();
                if (known.stream().anyMatch(name::equalsIgnoreCase)) {
                    fill(connection, name, table);
                }
            }
            statement.execute(
                    postgres
                            ? "set session_replication_role = default"
                            : "set referential_integrity true");
        }
    }

    private static void fill(Connection connection, String name, JsonNode table)
            throws SQLException {
        var columns = table.path("columns").valueStream().map(JsonNode::asString).toList();
        try (var empty = connection.createStatement()) {
            // What migrations have put there is in the file, too.
            empty.execute("delete from " + name);
        }
        var insert =
                "insert into %s (%s) values (%s)"
                        .formatted(
                                name,
                                String.join(", ", columns),
                                String.join(", ", columns.stream().map(_ -> "?").toList()));
        try (var statement = connection.prepareStatement(insert)) {
            var types = statement.getParameterMetaData();
            for (var row : table.path("rows")) {
                for (int i = 0; i < row.size(); i++) {
                    set(statement, i + 1, types.getParameterType(i + 1), row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
        for (var column : identities(connection, name)) {
            restart(connection, name, column);
        }
    }

    private static void set(PreparedStatement statement, int at, int type, JsonNode value)
            throws SQLException {
        boolean bytes = type == Types.BINARY || type == Types.VARBINARY || type == Types.BLOB;
        if (value.isNull()) {
            statement.setNull(at, type);
        } else if (value.isBoolean()) {
            statement.setBoolean(at, value.asBoolean());
        } else if (value.isIntegralNumber()) {
            statement.setLong(at, value.asLong());
        } else if (value.isNumber()) {
            statement.setDouble(at, value.asDouble());
        } else if (bytes) {
            statement.setBytes(at, Base64.getDecoder().decode(value.asString()));
        } else {
            statement.setString(at, value.asString());
        }
    }

    private static List<String> identities(Connection connection, String table)
            throws SQLException {
        var sql =
                "select column_name from information_schema.columns"
                        + " where lower(table_name) = ? and is_identity = 'YES'";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (var found = statement.executeQuery()) {
                var columns = new ArrayList<String>();
                while (found.next()) {
                    columns.add(found.getString(1).toLowerCase(Locale.ROOT));
                }
                return columns;
            }
        }
    }

    /// The next row gets a number of its own.
    private static void restart(Connection connection, String table, String column)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            long next;
            try (var most =
                    statement.executeQuery("select max(%s) from %s".formatted(column, table))) {
                most.next();
                next = most.getLong(1) + 1;
            }
            statement.execute(
                    "alter table %s alter column %s restart with %d"
                            .formatted(table, column, next));
        }
    }
}
