package io.sluice.app.approval.told;

import io.sluice.app.secret.KnownSecrets;
import io.sluice.db.consent.ApprovalNotices.Notice;
import io.sluice.db.consent.ApprovalNotices.Subject;
import io.sluice.nodes.notify.SiemEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How people are told of an approval. What it would release is not told: that shows the page, to
/// whoever has signed in, as it is then.
final class Wording {
    private Wording() {}

    static io.sluice.nodes.notify.Notice of(Notice notice, String ownAddress) {
        var link = link(notice, ownAddress);
        var heading = KnownSecrets.blot(heading(notice));
        return new io.sluice.nodes.notify.Notice(
                event(notice, heading, link), heading, lines(notice.subject()), link);
    }

    /// A page that needs signing in, and a click to decide.
    static String link(Notice notice, String ownAddress) {
        return "%s/approvals/%s/%d?project=%s"
                .formatted(
                        ownAddress,
                        notice.key().run().value(),
                        notice.key().step().value(),
                        URLEncoder.encode(notice.project(), StandardCharsets.UTF_8));
    }

    private static String heading(Notice notice) {
        var title = notice.subject().title();
        var about = title.isBlank() ? notice.subject().node() : title;
        return switch (notice.key().kind()) {
            case ASKED -> "Approval wanted: " + about;
            case REMINDER -> "Reminder " + notice.key().number() + ", approval wanted: " + about;
            case ESCALATED -> "Nobody has decided yet, approval wanted: " + about;
        };
    }

    private static List<String> lines(Subject subject) {
        var lines = new ArrayList<String>();
        lines.add("Workflow: " + subject.workflow());
        lines.add("May decide: " + names(subject.approvers(), "every approver"));
        if (!subject.escalatedTo().isEmpty()) {
            lines.add("Asked too by now: " + names(subject.escalatedTo(), ""));
        }
        subject.deadline().ifPresent(at -> lines.add("Until: " + at));
        return lines;
    }

    private static String names(List<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", names);
    }

    private static SiemEvent event(Notice notice, String heading, String link) {
        var kind = notice.key().kind().name().toLowerCase(Locale.ROOT);
        var subject = notice.subject();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("run", notice.key().run().value());
        fields.put("step", notice.key().step().value());
        fields.put("workflow", subject.workflow());
        fields.put("node", subject.node());
        fields.put("approvers", subject.approvers());
        fields.put("escalatedTo", subject.escalatedTo());
        subject.deadline().ifPresent(at -> fields.put("deadline", at.toString()));
        fields.put("link", link);
        return new SiemEvent(
                notice.key().text(),
                notice.at(),
                "approval." + kind,
                severity(notice),
                heading,
                "engine",
                notice.key().run().value(),
                fields);
    }

    private static int severity(Notice notice) {
        return switch (notice.key().kind()) {
            case ASKED -> 3;
            case REMINDER -> 4;
            case ESCALATED -> 5;
        };
    }
}
