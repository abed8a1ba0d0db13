package io.sluice.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import okhttp3.OkHttpClient;
import org.springframework.web.bind.annotation.RestController;

/// The directions of docs/architecture.md, for every module on the class path.
@AnalyzeClasses(
        packages = "io.sluice",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /// What modules share for their tests comes as a folder or as a jar.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule engineKnowsNobody =
            classes()
                    .that()
                    .resideInAPackage("io.sluice.engine..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sluice.engine..", "java..", "org.slf4j..", "org.jspecify..")
                    .because(
                            "the rules of workflows must run anywhere; put what they need from"
                                    + " outside behind a port");

    @ArchTest
    static final ArchRule codecKnowsTheEngineOnly =
            noClasses()
                    .that()
                    .resideInAPackage("io.sluice.codec..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sluice.db..",
                            "io.sluice.nodes..",
                            "io.sluice.bpmn..",
                            "io.sluice.app..",
                            "org.springframework..")
                    .because("everybody may know codec, so it may know nobody but the engine");

    @ArchTest
    static final ArchRule policyIsPure =
            classes()
                    .that()
                    .resideInAPackage("io.sluice.policy..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sluice.policy..",
                            "java..",
                            "tools.jackson..",
                            "com.fasterxml.jackson..",
                            "com.networknt..",
                            "inet.ipaddr..",
                            "org.jspecify..")
                    .because(
                            "what a policy may say and do must be decidable without a cluster or a"
                                    + " store");

    @ArchTest
    static final ArchRule nodesAreNoApplication =
            noClasses()
                    .that()
                    .resideInAPackage("io.sluice.nodes..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sluice.db..",
                            "io.sluice.bpmn..",
                            "io.sluice.app..",
                            "io.sluice.engine.runtime..",
                            "io.sluice.engine.decide..",
                            "org.springframework..",
                            "java.sql..")
                    .because(
                            "a node type is a plug-in: it uses the node contract, so that anybody"
                                    + " can write one");

    @ArchTest
    static final ArchRule domainsOfNodesDoNotKnowOneAnother =
            slices().matching("io.sluice.nodes.(*)..")
                    .namingSlices("$1")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            JavaClass.Predicates.resideInAPackage("io.sluice.nodes.."),
                            JavaClass.Predicates.resideInAPackage("io.sluice.nodes.support.."))
                    .because("a domain can be left out or replaced; share by nodes.support");

    @ArchTest
    static final ArchRule bpmnAloneKnowsItsModel =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.sluice.bpmn..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.camunda..")
                    .because("BPMN XML is one form of a workflow; ask bpmn for it");

    @ArchTest
    static final ArchRule bpmnStandsAlone =
            noClasses()
                    .that()
                    .resideInAPackage("io.sluice.bpmn..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sluice.db..",
                            "io.sluice.nodes..",
                            "io.sluice.app..",
                            "org.springframework..")
                    .because("it turns files into documents and back, nothing else");

    @ArchTest
    static final ArchRule storeStandsAlone =
            noClasses()
                    .that()
                    .resideInAPackage("io.sluice.db..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sluice.nodes..",
                            "io.sluice.bpmn..",
                            "io.sluice.app..",
                            "io.sluice.engine.runtime..",
                            "org.springframework.web..")
                    .because("it implements ports; who uses them is not its business");

    @ArchTest
    static final ArchRule nobodyKnowsTheSandbox =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.sluice.sandbox..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.sluice.sandbox..")
                    .because("it is the outside world; speak to it over sockets");

    @ArchTest
    static final ArchRule enginePackagesHaveNoCycles =
            slices().matching("io.sluice.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeIsHandedIn =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .because("all processes follow the database's time; take an InstantSource");

    @ArchTest
    static final ArchRule controllersAreNobodysServants =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAnnotatedWith(RestController.class)
                    .because("a controller maps in and out; share the use case, not the controller")
                    .allowEmptyShould(true);

    /// Whoever opens a connection to the outside: all but the last three behind the egress guard,
    /// and those speak to an address that the administrator has set.
    @ArchTest
    static final ArchRule clientsComeFromFewPlaces =
            noClasses()
                    .that(
                            not(
                                    named(
                                            "io.sluice.nodes.support.GuardedClient",
                                            "io.sluice.nodes.support.GuardedSocketFactory",
                                            "io.sluice.nodes.support.GuardedSocketFactory$GuardedSocket",
                                            "io.sluice.nodes.aws.GuardedAwsHttp",
                                            "io.sluice.nodes.aws.AwsErrors",
                                            "io.sluice.nodes.notify.SyslogWire",
                                            "io.sluice.app.cli.client.ApiClient",
                                            "io.sluice.app.cli.client.Advisories",
                                            "io.sluice.app.sandbox.SandboxClient")))
                    .and()
                    .resideInAnyPackage("io.sluice.nodes..", "io.sluice.app..", "io.sluice.db..")
                    .should()
                    .callConstructorWhere(
                            target(
                                    owner(
                                            assignableTo(Socket.class)
                                                    .or(assignableTo(DatagramSocket.class))
                                                    .or(assignableTo(OkHttpClient.class))
                                                    .or(assignableTo(OkHttpClient.Builder.class)))))
                    .orShould()
                    .callMethod(HttpClient.class, "newHttpClient")
                    .orShould()
                    .callMethod(HttpClient.class, "newBuilder")
                    .orShould()
                    .callMethod(URL.class, "openConnection")
                    .orShould()
                    .callMethod(URL.class, "openStream")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "software.amazon.awssdk.http.apache..",
                            "software.amazon.awssdk.http.urlconnection..",
                            "java.nio.channels.spi..",
                            "org.apache.http..",
                            "org.springframework.web.client..")
                    .because("what does not pass the egress guard reaches everything");

    private static DescribedPredicate<JavaClass> named(String... names) {
        return DescribedPredicate.describe(
                "one of those that may", one -> List.of(names).contains(one.getName()));
    }
}
