package io.sluice.app.approval;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.db.consent.Deputies;
import io.sluice.db.consent.Deputies.Absence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The own absence, and who answers meanwhile. What a deputy may do is asked when they do it.
@Component
class Away {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Deputies deputies;
    private final Addressees addressees;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    Away(
            Deputies deputies,
            Addressees addressees,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.deputies = deputies;
        this.addressees = addressees;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// The one that is under way or to come.
    Optional<Absence> of(Caller caller) {
        requirePerson(caller);
        return deputies.absence(caller.person())
                .filter(absence -> absence.until().isAfter(clock.instant()));
    }

    /// @param from empty for now
    Absence put(Caller caller, String deputy, @Nullable Instant from, @Nullable Instant until) {
        requirePerson(caller);
        var now = clock.instant();
        var begins = from == null ? now : from;
        if (until == null || !until.isAfter(begins) || !until.isAfter(now)) {
            throw Input.refuse(
                    "/until",
                    "Expected a moment to come, after the beginning, such as"
                            + " 2026-08-20T08:00:00Z.");
        }
        if (Duration.between(now, until).compareTo(LONGEST) > 0) {
            throw Input.refuse(
                    "/until", "Expected an absence that ends within a year, found " + until + ".");
        }
        var absence = new Absence(caller.person(), approver(caller, deputy), begins, until);
        transaction.executeWithoutResult(_ -> {
            deputies.away(absence);
            audits.write(
                    caller,
                    "account.absence",
                    caller.person(),
                    Map.of(
                            "deputy", absence.deputy(),
                            "from", begins.toString(),
                            "until", until.toString()));
        });
        return absence;
    }

    private String approver(Caller caller, String name) {
        return addressees
                .approver(name, caller.project())
                .map(Caller::person)
                .filter(person -> !person.equals(caller.person()))
                .orElseThrow(() ->
                        Input.refuse(
                                "/deputy",
                                "Expected somebody else who may decide approvals here, found '"
                                        + name
                                        + "'."));
    }

    void end(Caller caller) {
        requirePerson(caller);
        transaction.executeWithoutResult(_ -> {
            if (deputies.back(caller.person())) {
                audits.write(caller, "account.absence", caller.person(), Map.of("deputy", ""));
            }
        });
    }

    private static void requirePerson(Caller caller) {
        if (!caller.actor().kind().equals("user")) {
            throw new ApiProblem(
                    ErrorCode.FORBIDDEN, "Expected a person who has signed in, found a token.");
        }
    }
}
