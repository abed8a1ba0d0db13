package io.sluice.nodes.qualys.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.NodeFailure.Outcome;
import java.time.Duration;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoErrorsTest {
    private static final Call WRITE = Call.write("to create a job");

    @Test
    void waitsAsLongAsTheHeaderSaysBeforeTheBody() throws XMLStreamException {
        var failure = failure(1965, Optional.of(Duration.ofSeconds(12)));

        assertThat(failure.code()).isEqualTo("qualys.rate-limit");
        assertThat(failure.fault()).isEqualTo(Fault.CAPACITY);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(12));
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void waitsAsLongAsTheBodySaysWithoutAHeader() throws XMLStreamException {
        assertThat(failure(1965, Optional.empty()).retryAfter()).contains(Duration.ofSeconds(57));
    }

    @ParameterizedTest
    @ValueSource(longs = {2000, 2001, 2002, 2003, 2011, 2012, 1901, 1905, 1920, 4711})
    void neverTriesAgainWhatAPersonMustMend(long code) throws XMLStreamException {
        var failure = failure(code, Optional.empty());

        assertThat(failure.retryable()).isFalse();
        assertThat(failure.fault()).isEqualTo(Fault.USER);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void leavesOpenWhetherAWriteTookEffectWhenQualysFailsInside() throws XMLStreamException {
        assertThat(failure(999, Optional.empty()).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    private static NodeFailure failure(long code, Optional<Duration> header)
            throws XMLStreamException {
        var response =
                XmlAnswer.parse(
                        """
                        <RESPONSE><CODE>%d</CODE><TEXT>Not now.</TEXT>
                        <ITEM_LIST><ITEM><KEY>SECONDS_TO_WAIT</KEY><VALUE>57</VALUE></ITEM></ITEM_LIST></RESPONSE>
                        """
                                .formatted(code));
        return FoErrors.of(code, response, header, WRITE);
    }
}
