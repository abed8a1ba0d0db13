package io.sluice.app.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.app.limit.Allowance;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.Settings;
import io.sluice.db.authored.Workflows;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Holds projects to what they may have, so that none of them takes what the others need.
@Component
public class ProjectQuotas {
    static final String RUNS = "runs-per-minute";
    private static final String NAME = "quota.";
    private static final int NO_BOUND = 0;

    private final QuotaProperties everybody;
    private final Settings settings;
    private final Workflows workflows;
    private final ConnectionVault connections;

    /// What was read of a project's runs; others' changes are seen after some seconds.
    private final Cache<String, Starts> starts =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterWrite(Duration.ofSeconds(10))
                    .build();

    /// Buckets by project and bound, so that one that was changed begins full.
    private final Cache<Starts, Allowance> allowances =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private record Starts(String project, int perMinute) {}

    ProjectQuotas(
            QuotaProperties everybody,
            Settings settings,
            Workflows workflows,
            ConnectionVault connections) {
        this.everybody = everybody;
        this.settings = settings;
        this.workflows = workflows;
        this.connections = connections;
    }

    /// Takes one of the runs that a project may begin in this minute.
    ///
    /// @throws ApiProblem QUOTA_REACHED if there is none left
    void takeStart(String project) {
        var bound = starts.get(project, this::startsOf);
        if (bound.perMinute() == NO_BOUND) {
            return;
        }
        var allowance =
                allowances.get(
                        bound,
                        of ->
                                new Allowance(
                                        of.perMinute(), Duration.ofMinutes(1), System::nanoTime));
        if (!allowance.take(project)) {
            throw new ApiProblem(
                    ErrorCode.QUOTA_REACHED,
                    "Expected at most "
                            + bound.perMinute()
                            + " runs of this project in a minute, found more; begin it again"
                            + " later, or ask an administrator for a larger quota.");
        }
    }

    private Starts startsOf(String project) {
        return new Starts(project, own(project, RUNS).orElse(everybody.runsPerMinute()));
    }

    /// @throws ApiProblem QUOTA_REACHED if the caller's project may have no more of these
    public void requireRoom(Caller caller, Stored stored) {
        int most = most(caller.project(), stored);
        if (most != NO_BOUND && used(caller.project(), stored) >= most) {
            throw new ApiProblem(
                    ErrorCode.QUOTA_REACHED,
                    "Expected at most "
                            + most
                            + " "
                            + stored.key()
                            + " in this project, found as many; delete some, or ask an"
                            + " administrator for a larger quota.");
        }
    }

    long used(String project, Stored stored) {
        return switch (stored) {
            case WORKFLOWS -> workflows.count(project);
            case CONNECTIONS -> connections.list(project).size();
        };
    }

    /// What holds; 0 for no bound.
    int most(String project, Stored stored) {
        return own(project, stored.key()).orElse(everybody.of(stored));
    }

    int runsPerMinute(String project) {
        return startsOf(project).perMinute();
    }

    /// What was said for this project.
    Optional<Integer> own(String project, String key) {
        return settings.find(project, NAME + key)
                .filter(text -> !text.isBlank())
                .map(Integer::valueOf);
    }

    static String name(String key) {
        return NAME + key;
    }

    /// Reads a project's quota anew.
    void changed(String project) {
        starts.invalidate(project);
    }
}
