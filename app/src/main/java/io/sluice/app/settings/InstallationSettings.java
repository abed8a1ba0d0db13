package io.sluice.app.settings;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.Settings;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What an administrator decides for the installation. Every change is audited.
@Component
public class InstallationSettings {
    private static final String SOLO = "solo-approval";
    private static final String SOLO_PUBLISH = "solo-publish";
    private static final String PUBLIC_URL = "public-url";

    private final Settings settings;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    InstallationSettings(
            Settings settings,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// Whether the requester or author of a run may approve it.
    public boolean soloApproval(String project) {
        return settings.find(project, SOLO).filter("true"::equals).isPresent();
    }

    /// Whether the author of a workflow that changes things outside may publish it.
    public boolean soloPublish(String project) {
        return settings.find(project, SOLO_PUBLISH).filter("true"::equals).isPresent();
    }

    /// The address at which people reach this server.
    public Optional<String> publicUrl(String project) {
        return settings.find(project, PUBLIC_URL).filter(url -> !url.isBlank());
    }

    SettingsView show(Caller caller) {
        authorization.require(caller, Action.LOOK);
        return view(caller.project());
    }

    private SettingsView view(String project) {
        return new SettingsView(
                soloApproval(project), soloPublish(project), publicUrl(project).orElse(null));
    }

    /// @param publish whether authors may publish; null leaves it
    SettingsView change(
            Caller caller, boolean solo, @Nullable Boolean publish, @Nullable String publicUrl) {
        authorization.require(caller, Action.MANAGE_SETTINGS);
        var url = checked(publicUrl);
        transaction.executeWithoutResult(_ -> {
            put(caller, SOLO, Boolean.toString(solo));
            if (publish != null) {
                put(caller, SOLO_PUBLISH, publish.toString());
            }
            put(caller, PUBLIC_URL, url);
        });
        return view(caller.project());
    }

    private void put(Caller caller, String name, String content) {
        var before = settings.find(caller.project(), name).orElse("");
        if (before.equals(content)) {
            return;
        }
        settings.put(caller.project(), name, content, caller.person(), clock.instant());
        var details = new LinkedHashMap<String, @Nullable Object>();
        details.put("before", before);
        details.put("after", content);
        audits.write(caller, "settings.change", name, details);
    }

    private static String checked(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return "";
        }
        try {
            var uri = URI.create(url.strip());
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return uri.toString().replaceAll("/+$", "");
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw Input.refuse(
                "/publicUrl",
                "Expected an address such as https://sluice.example.com, found '"
                        + Input.clip(url)
                        + "'.");
    }
}
