package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.sluice.app.cli.SluiceCli;
import io.sluice.app.cli.terminal.Surroundings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParseResult;

/// Whether the image is asked for what the program in it understands: arguments are read by the
/// command line itself, variables are those that it and the server look at.
class CommandTest {
    private static final Map<String, Object> JOB =
            Map.of(
                    "cdr.cronJob.enabled", true,
                    "cdr.cronJob.clusters[0]", "prod",
                    "cdr.cronJob.clusters[1]", "prod-eu");
    private static final Pattern ENTRY = Pattern.compile("ENTRYPOINT \\[(.*)]");
    private static final Pattern CHECK = Pattern.compile("CMD \\[(.*\"cli\".*)]");
    private static final Pattern VARIABLE = Pattern.compile("\\b(SLUICE_[A-Z_]+)=");

    private static Surroundings around(Map<String, String> environment, PrintStream out) {
        return new Surroundings(
                environment,
                out,
                out,
                new BufferedReader(new StringReader("")),
                false,
                ZoneOffset.UTC);
    }

    /// What the command line makes of arguments that the image is started with.
    private static ParseResult parsed(List<String> arguments) {
        assertThat(arguments).startsWith("cli");
        var rest = arguments.subList(1, arguments.size()).toArray(String[]::new);
        return SluiceCli.commandLine(around(Map.of(), System.out)).parseArgs(rest);
    }

    private static Container job(List<HasMetadata> objects) {
        return Chart.only(objects, CronJob.class)
                .getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static String dockerfile() throws IOException {
        var text = Files.readString(Path.of("Dockerfile"));
        return text.substring(text.indexOf("FROM runtime AS app"));
    }

    private static List<String> strings(String list) {
        return Arrays.stream(list.split(","))
                .map(part -> part.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    @DisplayName("F028: the job's arguments are those of 'cdr run', and mean what the values say")
    void theJobsArgumentsAreUnderstood() {
        var run = parsed(job(Chart.render(JOB)).getArgs()).subcommand().subcommand();

        assertThat(run.commandSpec().qualifiedName()).isEqualTo("sluice cdr run");
        assertThat(run.matchedOptionValue("--once", false)).isTrue();
        assertThat(run.matchedOptionValue("--apply", false)).isTrue();
        assertThat(run.matchedOptionValue("--hours", 0)).isEqualTo(24);
        assertThat(run.matchedOptionValue("--connection", "")).isEqualTo("qualys");
        assertThat(run.matchedOptionValue("--cluster", List.of()))
                .isEqualTo(List.of("prod", "prod-eu"));
    }

    @Test
    @DisplayName("F028: the job finds the server and opens it with the variables it is given")
    void theJobsVariablesAreRead() throws Exception {
        var objects = Chart.render(JOB);
        var container = job(objects);
        var seen = new CopyOnWriteArrayList<String>();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, seen));
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            var environment = new HashMap<String, String>();
            for (var variable : container.getEnv()) {
                var address = Optional.ofNullable(variable.getValue());
                address.ifPresent(
                        found -> assertThat(URI.create(found)).isEqualTo(address(objects)));
                environment.put(
                        variable.getName(), address.isPresent() ? url : "slc_of_the_secret");
            }
            var out = new ByteArrayOutputStream();
            var arguments = container.getArgs().stream().skip(1).toArray(String[]::new);

            int code =
                    SluiceCli.run(
                            around(environment, new PrintStream(out, true, StandardCharsets.UTF_8)),
                            arguments);

            assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
            assertThat(seen)
                    .containsExactly("POST /api/v1/policies/apply Bearer slc_of_the_secret");
        } finally {
            server.stop(0);
        }
    }

    private static URI address(List<HasMetadata> objects) {
        var service = Chart.only(objects, Service.class);
        return URI.create(
                "http://"
                        + service.getMetadata().getName()
                        + ":"
                        + service.getSpec().getPorts().getFirst().getPort());
    }

    private static void answer(HttpExchange exchange, List<String> seen) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            seen.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI()
                            + " "
                            + exchange.getRequestHeaders().getFirst("Authorization"));
            var body =
                    "{\"findings\":0,\"fresh\":0,\"notes\":[],\"differences\":[],\"runs\":[]}"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void theImageStartsTheProgramThatIsCopiedIntoIt() throws IOException {
        var text = dockerfile();
        var entry = ENTRY.matcher(text);
        assertThat(entry.find()).isTrue();
        var command = strings(entry.group(1));

        assertThat(command).first().isEqualTo("java");
        assertThat(command.get(command.size() - 2)).isEqualTo("-jar");
        assertThat(text)
                .contains("COPY --from=build /src/app/target/sluice-app.jar " + command.getLast());
        assertThat(Files.readString(Path.of("../app/pom.xml")))
                .contains("<finalName>sluice-app</finalName>")
                .contains("<mainClass>io.sluice.app.Application</mainClass>");
    }

    @Test
    void theImagesOwnCheckIsACommand() throws IOException {
        var check = CHECK.matcher(dockerfile());
        assertThat(check.find()).isTrue();
        var command = strings(check.group(1));

        var status = parsed(command.subList(command.indexOf("cli"), command.size())).subcommand();

        assertThat(status.commandSpec().qualifiedName()).isEqualTo("sluice status");
    }

    @Test
    void everyVariableOfTheServerIsRead() throws IOException {
        var known = new ArrayList<>(List.of("SLUICE_DB_URL"));
        try (var settings = SluiceCli.class.getResourceAsStream("/application.yaml")) {
            var text =
                    new String(
                            Objects.requireNonNull(settings).readAllBytes(),
                            StandardCharsets.UTF_8);
            known.addAll(found(Pattern.compile("SLUICE_[A-Z_]+"), text));
        }
        var values =
                Map.<String, Object>of(
                        "database.url", "jdbc:postgresql://db:5432/sluice",
                        "publicUrl", "https://sluice.example",
                        "allowedPrivateHosts[0]", "10.0.0.1:443");
        var server = Chart.only(Chart.render(values), Deployment.class);

        assertThat(server.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(known).contains(variable.getName()));
        assertThat(found(VARIABLE, dockerfile()))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(known).contains(variable.replace("=", "")));
    }
}
