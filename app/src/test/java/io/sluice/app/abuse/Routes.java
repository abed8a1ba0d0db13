package io.sluice.app.abuse;

import io.sluice.app.security.Action;
import io.sluice.app.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The table `routes.txt`: who may use which route.
final class Routes {
    private Routes() {}

    /// @param who `open`, `known`, or the actions that are needed
    /// @param about words that say what the path names
    record Route(String method, String path, String who, List<String> about, String body) {
        static Route read(String line) {
            var cells = Arrays.stream(line.split("\\|", 4)).map(String::strip).toList();
            var what = cells.getFirst().split("\\s+", 2);
            return new Route(
                    what[0],
                    what[1],
                    cells.get(1),
                    List.of(cells.get(2).split(" ", -1)),
                    cells.size() > 3 ? cells.get(3) : "");
        }

        boolean is(String word) {
            return about.contains(word);
        }

        boolean open() {
            return who.equals("open");
        }

        boolean allows(Set<Role> roles) {
            return who.equals("known")
                    || Arrays.stream(who.split("\\+", -1))
                            .map(Action::valueOf)
                            .allMatch(action -> action.allowedTo(roles));
        }

        /// What the path and the body name.
        List<String> kinds() {
            return about.stream()
                    .filter(word -> !Set.of("-", "list", "part", "fresh", "stream").contains(word))
                    .toList();
        }

        /// Whether the request names a thing that belongs to a project.
        boolean namesThings() {
            return (!kinds().isEmpty() && !kinds().getFirst().equals("nothing"))
                    || body.contains("{run}");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> all() {
        try (var file = Routes.class.getResourceAsStream("routes.txt")) {
            var text =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Route::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Route> guarded() {
        return all().stream().filter(route -> !route.open());
    }
}
