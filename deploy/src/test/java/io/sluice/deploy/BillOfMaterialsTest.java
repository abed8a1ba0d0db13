package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.app.cli.SluiceCli;
import io.sluice.app.cli.client.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the jar says it is made of, held against what it is made of. Looks at the jar that the
/// build has just packed; a build that packs none (`mvn test`), or that is offline (`-o`), has
/// nothing to look at.
class BillOfMaterialsTest {
    private static final Path JAR = Path.of("../app/target/sluice-app.jar");
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String SERVER = "META-INF/sbom/application.cdx.json";
    private static final String PAGE = "META-INF/sbom/web-ui.cdx.json";

    @BeforeAll
    static void packed() {
        var app = SluiceCli.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        assumeTrue(app.endsWith(".jar"), "nothing was packed");
        assumeFalse(
                System.getProperty("maven.offline", "").endsWith("true"),
                "an offline build writes no bill");
    }

    private static Map<String, byte[]> libraries() throws IOException {
        try (var jar = new ZipFile(JAR.toFile())) {
            var found = new TreeMap<String, byte[]>();
            for (var entry : jar.stream().filter(BillOfMaterialsTest::isLibrary).toList()) {
                found.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
            return found;
        }
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar");
    }

    private static Tree serverBill() throws IOException {
        try (var jar = new ZipFile(JAR.toFile())) {
            var entry = jar.getEntry(SERVER);
            assertThat(entry).as(SERVER).isNotNull();
            return Tree.parse(
                    new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Tree pageBill() throws IOException {
        for (var library : libraries().entrySet()) {
            if (library.getKey().contains("/sluice-web-ui-")) {
                try (var zip = new ZipInputStream(new ByteArrayInputStream(library.getValue()))) {
                    for (var entry = zip.getNextEntry();
                            entry != null;
                            entry = zip.getNextEntry()) {
                        if (entry.getName().equals(PAGE)) {
                            return Tree.parse(
                                    new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                        }
                    }
                }
            }
        }
        throw new AssertionError("Expected " + PAGE + " in the page's library, found none");
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static List<Tree> components() throws IOException {
        var all = new ArrayList<>(serverBill().list("components"));
        all.addAll(pageBill().list("components"));
        return all;
    }

    @Test
    @DisplayName("V15.1.2: every library in the jar is in its bill of materials, by its hash")
    void namesEveryLibrary() throws Exception {
        var bill = serverBill();
        var known =
                bill.list("components").stream()
                        .flatMap(component -> component.list("hashes").stream())
                        .filter(hash -> hash.text("alg").equals("SHA-256"))
                        .map(hash -> hash.text("content"))
                        .collect(Collectors.toSet());
        var unknown = new ArrayList<String>();
        for (var library : libraries().entrySet()) {
            if (!known.contains(sha256(library.getValue()))) {
                unknown.add(library.getKey());
            }
        }

        assertThat(bill.text("bomFormat")).isEqualTo("CycloneDX");
        assertThat(libraries()).hasSizeGreaterThan(50);
        assertThat(unknown).isEmpty();
    }

    @Test
    @DisplayName("V15.1.2: every package of the page is in its bill of materials, in its version")
    void namesEveryPackageOfThePage() throws IOException {
        var lock = Tree.parse(Files.readString(Path.of("../web-ui/package-lock.json")));
        var packages = lock.at("packages");
        var locked = new TreeSet<String>();
        for (var path : packages.keys()) {
            if (!path.isEmpty()
                    && !packages.flag(path, "dev")
                    && !packages.flag(path, "devOptional")) {
                var name = path.substring(path.lastIndexOf("node_modules/") + 13);
                locked.add(name + "@" + packages.text(path, "version"));
            }
        }

        var told =
                pageBill().list("components").stream()
                        .map(component -> component.text("name") + "@" + component.text("version"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(locked).contains("react@" + packages.text("node_modules/react", "version"));
        assertThat(told).containsExactlyInAnyOrderElementsOf(locked);
    }

    @Test
    @DisplayName("Nothing is shipped under a licence that nobody has agreed to")
    void shipsWhatMayBeShipped() throws IOException {
        var licences = Licences.of(Files.readAllLines(Path.of("licences.txt")));

        assertThat(licences.refused(components())).isEmpty();
        assertThat(licences.unused(components())).as("exceptions without need").isEmpty();
    }

    @Test
    void refusesOtherLicences() {
        var licences = new Licences(Set.of("MIT", "ISC"), Map.of("pkg:npm/font", "OFL-1.1"));
        var components =
                Tree.parse(
                                """
                                [{"purl": "pkg:npm/a@1", "licenses": [{"license": {"id": "MIT"}}]},
                                 {"purl": "pkg:npm/b@1", "licenses": [{"license": {"id": "GPL-3.0-only"}}]},
                                 {"purl": "pkg:npm/c@1", "licenses": [{"expression": "(GPL-2.0-only OR MIT)"}]},
                                 {"purl": "pkg:npm/d@1", "licenses": [{"expression": "MIT AND AGPL-3.0-only"}]},
                                 {"purl": "pkg:npm/e@1"},
                                 {"purl": "pkg:npm/font@5", "licenses": [{"license": {"id": "OFL-1.1"}}]},
                                 {"purl": "pkg:npm/other-font@5", "licenses": [{"license": {"id": "OFL-1.1"}}]}]
                                """)
                        .list();

        assertThat(licences.refused(components))
                .containsExactly(
                        "pkg:npm/b [GPL-3.0-only]",
                        "pkg:npm/d [MIT AND AGPL-3.0-only]",
                        "pkg:npm/e []",
                        "pkg:npm/other-font [OFL-1.1]");
    }

    @Test
    @DisplayName("Built twice, it says the same: no moment and no random number is in it")
    void saysTheSameEachTime() throws IOException {
        for (var bill : List.of(serverBill(), pageBill())) {
            assertThat(bill.at("serialNumber").absent()).isTrue();
            assertThat(bill.text("metadata", "timestamp")).isIn("", "2026-01-01T00:00:00Z");
        }
    }
}
