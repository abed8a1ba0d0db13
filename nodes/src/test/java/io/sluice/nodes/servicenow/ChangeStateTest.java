package io.sluice.nodes.servicenow;

import static io.sluice.nodes.servicenow.ChangeState.ASSESS;
import static io.sluice.nodes.servicenow.ChangeState.AUTHORIZE;
import static io.sluice.nodes.servicenow.ChangeState.CANCELED;
import static io.sluice.nodes.servicenow.ChangeState.CLOSED;
import static io.sluice.nodes.servicenow.ChangeState.IMPLEMENT;
import static io.sluice.nodes.servicenow.ChangeState.NEW;
import static io.sluice.nodes.servicenow.ChangeState.REVIEW;
import static io.sluice.nodes.servicenow.ChangeState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// F024: the legal way of a change request.
class ChangeStateTest {
    @Test
    void walksTheWayOfEachType() {
        assertThat(way("normal"))
                .containsExactly(NEW, ASSESS, AUTHORIZE, SCHEDULED, IMPLEMENT, REVIEW, CLOSED);
        assertThat(way("emergency"))
                .containsExactly(NEW, AUTHORIZE, SCHEDULED, IMPLEMENT, REVIEW, CLOSED);
        assertThat(way("standard")).containsExactly(NEW, SCHEDULED, IMPLEMENT, REVIEW, CLOSED);
    }

    @Test
    void staysWhereItHasEnded() {
        assertThat(CLOSED.next("normal")).isEqualTo(CLOSED);
        assertThat(CANCELED.next("normal")).isEqualTo(CANCELED);
    }

    @Test
    void isReadFromItsValue() {
        assertThat(ChangeState.of("-5")).contains(NEW);
        assertThat(ChangeState.of("0")).contains(REVIEW);
        assertThat(ChangeState.of("17")).isEmpty();
    }

    private static List<ChangeState> way(String type) {
        return Stream.concat(
                        Stream.iterate(NEW, state -> state != CLOSED, state -> state.next(type)),
                        Stream.of(CLOSED))
                .toList();
    }
}
