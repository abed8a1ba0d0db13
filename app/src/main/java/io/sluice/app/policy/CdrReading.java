package io.sluice.app.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.CdrFilter;
import io.sluice.nodes.qualys.CdrWindow;
import io.sluice.nodes.qualys.client.CdrFindings;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.VendorHttp;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.FindingReader;
import io.sluice.policy.finding.Reading;
import io.sluice.policy.finding.Source;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Asks Qualys for findings, page by page. A page is taken before the next is asked for.
@Component
public class CdrReading {
    private static final int PAGE = 100;

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Qualys qualys;

    CdrReading(MeterRegistry meters, InstantSource clock, NodeEnvironment environment) {
        this.meters = meters;
        this.clock = clock;
        qualys = new Qualys(new VendorHttp("qualys", environment));
    }

    /// What is asked for.
    ///
    /// @param connection to Qualys
    /// @param resourceType empty for all
    public record Question(
            String connection, CdrWindow window, String resourceType, CdrFilter filter) {}

    /// Takes what was read.
    public interface Taking {
        /// The findings of one page that are wanted.
        void found(List<Finding> findings) throws NodeFailure;

        /// One that cannot be understood, and why.
        void flawed(String why);
    }

    /// Reads a window to its end.
    ///
    /// @param context whose connections may be used, and how long it may take
    public void read(Question question, NodeContext context, Taking taking) throws NodeFailure {
        qualys.open(question.connection(), context)
                .cdrFindings()
                .read(
                        new CdrFindings.Question(
                                question.window().from(),
                                question.window().to(),
                                question.resourceType(),
                                PAGE),
                        rows -> taking.found(wanted(question.filter(), rows, taking)));
    }

    private List<Finding> wanted(
            CdrFilter filter, List<Map<String, @Nullable Object>> rows, Taking taking) {
        var wanted = new ArrayList<Finding>(rows.size());
        for (var reading : new FindingReader(Source.POLL, clock.instant()).readAll(rows)) {
            switch (reading) {
                case Reading.Read(var finding, _) -> {
                    count("read");
                    if (filter.wants(finding)) {
                        wanted.add(finding);
                    }
                }
                case Reading.Flawed(_, var why) -> {
                    count("flawed");
                    taking.flawed(why);
                }
            }
        }
        return wanted;
    }

    private void count(String outcome) {
        meters.counter("sluice.cdr.findings", "source", "poll", "outcome", outcome).increment();
    }
}
