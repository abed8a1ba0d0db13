package io.sluice.nodes.notify;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event to be sent, from its form to its plan; the same for every receiver.
final class EventForm {
    private EventForm() {}

    /// What to tell.
    public record Config(
            @Field(
                            title = "Connection",
                            description = "The receiver.",
                            widget = "connection",
                            example = "\"siem\"")
                    String connection,
            @Field(
                            title = "Type",
                            description = "Lower case, dotted; what the SIEM's rules look for.",
                            pattern = "^[a-z0-9]+([.-][a-z0-9]+){0,9}$",
                            example = "\"policy.enforced\"")
                    String type,
            @Field(
                            title = "Severity",
                            description = "From 0 to 10.",
                            minimum = 0,
                            maximum = 10,
                            defaultValue = "5")
                    long severity,
            @Field(
                            title = "Title",
                            description = "One sentence.",
                            example = "\"Crypto mining blocked in shop/web\"")
                    String title,
            @Field(
                            title = "Subject",
                            description = "What it is about.",
                            defaultValue = "\"\"",
                            example = "\"shop/web\"")
                    String subject,
            @Field(
                            title = "Fields",
                            description =
                                    "Anything else, as JSON; beyond 16,000 characters it is left out.",
                            widget = "json",
                            defaultValue = "{}",
                            example = "{\"policy\":\"p-1\"}")
                    Map<String, @Nullable Object> fields) {}

    /// What to send.
    ///
    /// @param id by which a receiver knows a repeat
    /// @param body as it goes over the wire
    public record EventPlan(
            @Field(title = "Connection") String connection,
            @Field(title = "Id") String id,
            @Field(title = "Body") String body) {}

    /// What was sent.
    public record Output(
            @Field(title = "Id", description = "The event's; a receiver knows a repeat by it.")
                    String id,
            @Field(
                            title = "Receiver",
                            description = "webhook, splunk or syslog/…",
                            example = "\"splunk\"")
                    String receiver,
            @Field(
                            title = "Acknowledged",
                            description =
                                    "Whether the receiver said that it has it; syslog never does.")
                    boolean acknowledged) {}

    static Plan<EventPlan> plan(Config config, SiemReceiver receiver, NodeContext context)
            throws NodeFailure {
        var id = "evt_" + context.effectKey();
        var event = event(config, id, context);
        var body = SiemExport.render(event, receiver);
        var change =
                new Change(
                        "send",
                        config.connection(),
                        "",
                        null,
                        event.data(),
                        "Send event %s to %s".formatted(event.type(), receiver.kind()));
        return Plan.of(new EventPlan(config.connection(), id, body), change);
    }

    private static SiemEvent event(Config config, String id, NodeContext context)
            throws NodeFailure {
        var step = context.step();
        var fields = new LinkedHashMap<>(config.fields());
        fields.put("run", step.run());
        fields.put("workflow", step.workflow());
        fields.put("link", step.link());
        try {
            return new SiemEvent(
                    id,
                    context.now(),
                    config.type(),
                    Math.clamp(config.severity(), -1, 11),
                    config.title(),
                    "workflow " + step.workflow(),
                    config.subject(),
                    fields);
        } catch (IllegalArgumentException e) {
            throw NodeFailure.permanent(
                    "siem.bad-config", Fault.USER, e.getMessage() + "; mend the node's fields.");
        }
    }

    static Output output(EventPlan plan, SiemReceiver receiver) {
        return new Output(plan.id(), receiver.kind(), !(receiver instanceof SiemReceiver.Syslog));
    }
}
