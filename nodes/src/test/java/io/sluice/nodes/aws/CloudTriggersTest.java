package io.sluice.nodes.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Reading;
import io.sluice.nodes.support.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTriggersTest {
    private static final String STARTED =
            """
            {"version":"0","id":"7bf7","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2",
             "account":"111122223333","time":"2026-01-05T10:00:00Z","region":"us-east-1",
             "resources":["arn:aws:ec2:us-east-1:111122223333:instance/i-0aa11bb22cc33dd44"],
             "detail":{"instance-id":"i-0aa11bb22cc33dd44","state":"running"}}
            """;
    private static final String SNAPSHOT =
            """
            {"version":"0","id":"9","detail-type":"EBS Snapshot Notification","source":"aws.ec2",
             "account":"111122223333","time":"2026-01-05T10:00:00Z","region":"us-east-1","resources":[],
             "detail":{"event":"createSnapshot","result":"succeeded",
              "snapshot_id":"arn:aws:ec2::us-east-1:snapshot/snap-0aa11bb22cc33dd44"}}
            """;

    private static Occurrence occurrence(@Nullable String json) {
        var body = json == null ? null : Json.value(Json.parse(json).orElseThrow());
        return new Occurrence(
                body, Map.of(), Optional.of("7bf7"), Instant.parse("2026-01-05T10:00:01Z"));
    }

    private static Reading<InstanceStarted.Event> started(String json) {
        return new InstanceStarted()
                .read(new InstanceStarted.Config(List.of(), List.of()), occurrence(json));
    }

    private static Reading<SnapshotCreated.Event> created(String json) {
        return new SnapshotCreated()
                .read(new SnapshotCreated.Config(List.of(), List.of(), false), occurrence(json));
    }

    private static <E extends Record> Reading.Starts<E> starts(Reading<E> reading) {
        return switch (reading) {
            case Reading.Starts<E> starts -> starts;
            case Reading.Ignored<E>(var why) -> throw new AssertionError(why);
            case Reading.Refused<E>(var why) -> throw new AssertionError(why);
        };
    }

    @Test
    @DisplayName("F004, F102: one key for each account, region and instance, whatever the delivery")
    void startsOncePerInstance() {
        var first = starts(started(STARTED));
        var later = STARTED.replace("\"7bf7\"", "\"8c08\"").replace("10:00:00", "11:30:00");
        var again = starts(started(later));

        assertThat(first.dedupeKey()).contains("111122223333/us-east-1/i-0aa11bb22cc33dd44");
        assertThat(first.event())
                .isEqualTo(
                        new InstanceStarted.Event(
                                "7bf7",
                                "111122223333",
                                "us-east-1",
                                "i-0aa11bb22cc33dd44",
                                "running",
                                "2026-01-05T10:00:00Z"));
        assertThat(again.dedupeKey()).isEqualTo(first.dedupeKey());
    }

    @Test
    void ignoresWhatIsNotItsBusiness() {
        assertThat(started(STARTED.replace("running", "stopped")))
                .isInstanceOf(Reading.Ignored.class);
        assertThat(started(SNAPSHOT)).isInstanceOf(Reading.Ignored.class);
        assertThat(created(STARTED)).isInstanceOf(Reading.Ignored.class);
        assertThat(created(SNAPSHOT.replace("createSnapshot", "copySnapshot")))
                .isInstanceOf(Reading.Ignored.class);
        assertThat(created(SNAPSHOT.replace("succeeded", "failed")))
                .isInstanceOf(Reading.Ignored.class);
        var elsewhere =
                new InstanceStarted()
                        .read(
                                new InstanceStarted.Config(List.of("444455556666"), List.of()),
                                occurrence(STARTED));
        assertThat(elsewhere).isInstanceOf(Reading.Ignored.class);
    }

    @Test
    @DisplayName("F017: starts once for each snapshot")
    void startsOncePerSnapshot() {
        var starts = starts(created(SNAPSHOT));

        assertThat(starts.dedupeKey()).contains("111122223333/us-east-1/snap-0aa11bb22cc33dd44");
        assertThat(starts.event().snapshotId()).isEqualTo("snap-0aa11bb22cc33dd44");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "account":"111122223333" | "account":111122223333     | account
                    "account":"111122223333" | "account":"1"              | account
                    "region":"us-east-1"     | "region":"../../etc"       | region
                    i-0aa11bb22cc33dd44"     | i-<script>"                | instance-id
                    2026-01-05T10:00:00Z     | yesterday                  | time
                    "detail":{               | "detail":[],"x":{          | detail
                    "id":"7bf7"              | "id":""                    | id
                    "source":"aws.ec2"       | "source":7                 | source
                    """)
    void refusesWhatIsMalformed(String part, String instead, String named) {
        assertThat(started(STARTED.replace(part, instead)))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.why()).contains(named));
    }

    @Test
    void refusesABodyThatIsNoObject() {
        assertThat(
                        new InstanceStarted()
                                .read(
                                        new InstanceStarted.Config(List.of(), List.of()),
                                        occurrence("[]")))
                .isInstanceOf(Reading.Refused.class);
        assertThat(
                        new InstanceStarted()
                                .read(
                                        new InstanceStarted.Config(List.of(), List.of()),
                                        occurrence(null)))
                .isInstanceOf(Reading.Refused.class);
    }
}
