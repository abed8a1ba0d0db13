package io.sluice.nodes.qualys;

import io.sluice.engine.node.Field;
import io.sluice.policy.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A batch of findings, as a run sees it: the first ones whole, the others in the store.
public record CdrEvent(
        @Field(
                        title = "Batch",
                        description = "Its id; policies are generated for a batch.",
                        example = "\"b-20260105T100000Z-1\"")
                String batch,
        @Field(title = "Count", description = "How many findings are new.", example = "3")
                long count,
        @Field(
                        title = "Source",
                        description = "How they came.",
                        oneOf = {"poll", "push", "manual"})
                String source,
        @Field(title = "Findings", description = "The first fifty.") List<Found> findings,
        @Field(title = "More", description = "Whether the batch holds others.") boolean more) {
    /// More than these are not shown to the run.
    public static final int SHOWN = 50;

    public CdrEvent {
        findings = List.copyOf(findings);
    }

    /// The event of a batch.
    public static CdrEvent of(String batch, List<Finding> findings) {
        var shown = new ArrayList<Found>();
        findings.stream().limit(SHOWN).map(Found::of).forEach(shown::add);
        var source =
                findings.isEmpty()
                        ? "manual"
                        : findings.getFirst().source().name().toLowerCase(Locale.ROOT);
        return new CdrEvent(batch, findings.size(), source, shown, findings.size() > SHOWN);
    }

    /// One finding. An empty text means that it does not say.
    public record Found(
            @Field(title = "Id") String id,
            @Field(title = "Category", example = "\"Crypto_Mining\"") String category,
            @Field(title = "Severity", description = "1 (low) to 5 (critical).", example = "4")
                    long severity,
            @Field(title = "Detected at", description = "In UTC.") String detectedAt,
            @Field(title = "Cluster") String cluster,
            @Field(title = "Namespace") String namespace,
            @Field(title = "Pod") String pod,
            @Field(title = "Container") String container,
            @Field(title = "Owner", description = "What the pod belongs to.") String owner,
            @Field(title = "Image") String image,
            @Field(title = "Resource", description = "Qualys' id of the resource.") String resource,
            @Field(title = "Process", example = "\"curl\"") String process,
            @Field(title = "Binary", example = "\"/usr/bin/curl\"") String binary,
            @Field(title = "Destination addresses") List<String> addresses,
            @Field(title = "Destination port", description = "0 when unknown.") long port,
            @Field(title = "Destination name") String domain,
            @Field(title = "Techniques", description = "MITRE ATT&CK.") List<String> techniques,
            @Field(title = "Message") String message,
            @Field(title = "Cloud", example = "\"AWS\"") String cloud,
            @Field(title = "Account") String account,
            @Field(title = "Region") String region) {
        public Found {
            addresses = List.copyOf(addresses);
            techniques = List.copyOf(techniques);
        }

        static Found of(Finding finding) {
            var at = finding.workload();
            var to = finding.destination();
            return new Found(
                    finding.id(),
                    finding.category(),
                    finding.severity(),
                    finding.detectedAt().toString(),
                    at.cluster(),
                    at.namespace(),
                    at.pod(),
                    at.container(),
                    at.owner(),
                    at.image(),
                    at.resource(),
                    finding.program().name(),
                    finding.program().path(),
                    to.addresses(),
                    to.port(),
                    to.domain(),
                    finding.techniques(),
                    finding.message(),
                    finding.cloud().provider(),
                    finding.cloud().account(),
                    finding.cloud().region());
        }
    }
}
