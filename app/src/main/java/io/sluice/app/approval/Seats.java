package io.sluice.app.approval;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.consent.Deputies;
import io.sluice.db.consent.Deputies.Delegation;
import io.sluice.db.query.ApprovalItem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// In whose place somebody answers an approval. Everybody who is asked has one vote, which they
/// give themselves, or which somebody gives for them: to whom they have handed it on, or who stands
/// in while they are away. Nobody has two.
@Component
class Seats {
    private final Addressees addressees;
    private final Separation separation;
    private final Deputies deputies;
    private final Authorization authorization;
    private final InstantSource clock;

    Seats(
            Addressees addressees,
            Separation separation,
            Deputies deputies,
            Authorization authorization,
            InstantSource clock) {
        this.addressees = addressees;
        this.separation = separation;
        this.deputies = deputies;
        this.authorization = authorization;
        this.clock = clock;
    }

    /// @return who was asked in the caller's stead; empty when the caller is asked
    /// @throws ApiProblem NOT_AN_APPROVER if neither the caller nor anybody they stand in for is
    ///   asked; CONFLICT if the caller has handed their vote on
    Optional<String> seat(Caller caller, ApprovalItem asked) {
        var delegations = deputies.of(asked.run(), asked.step());
        if (addressees.asked(caller, asked)) {
            requireNotHandedOn(caller, delegations);
            return Optional.empty();
        }
        return Optional.of(
                Stream.concat(
                                handedOnTo(caller, delegations),
                                absent(caller).filter(person -> !handedOn(person, delegations)))
                        .filter(person -> mayBeStoodInFor(person, asked))
                        .findFirst()
                        .orElseThrow(() -> denied(caller, asked)));
    }

    private static Stream<String> handedOnTo(Caller caller, List<Delegation> delegations) {
        return delegations.stream()
                .filter(one -> one.deputy().equals(caller.person()))
                .map(Delegation::person);
    }

    private Stream<String> absent(Caller caller) {
        return deputies.absent(caller.person(), clock.instant()).stream()
                .map(Deputies.Absence::person);
    }

    private static boolean handedOn(String person, List<Delegation> delegations) {
        return delegations.stream().anyMatch(one -> one.person().equals(person));
    }

    /// A vote that its owner could not give is nobody's to give.
    private boolean mayBeStoodInFor(String person, ApprovalItem asked) {
        return addressees
                .approver(person, asked)
                .filter(owner -> addressees.asked(owner, asked))
                .filter(owner -> !separation.own(owner, asked.run()))
                .isPresent();
    }

    private static void requireNotHandedOn(Caller caller, List<Delegation> delegations) {
        delegations.stream()
                .filter(one -> one.person().equals(caller.person()))
                .findFirst()
                .ifPresent(one -> {
                    throw new ApiProblem(
                            ErrorCode.CONFLICT,
                            "Expected a vote of your own, found that you have handed it on to "
                                    + one.deputy()
                                    + "; take it back first.");
                });
    }

    ApiProblem denied(Caller caller, ApprovalItem asked) {
        return authorization.denied(
                caller,
                Action.DECIDE_APPROVAL,
                asked.run().value(),
                new ApiProblem(
                        ErrorCode.NOT_AN_APPROVER,
                        "Expected one of "
                                + Stream.concat(
                                                asked.approvers().stream(),
                                                asked.urged().escalatedTo().stream())
                                        .toList()
                                + " to decide, found "
                                + caller.person()
                                + "."));
    }
}
