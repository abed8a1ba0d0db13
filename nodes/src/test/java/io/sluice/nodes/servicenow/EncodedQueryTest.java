package io.sluice.nodes.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodedQueryTest {
    @Test
    void joinsTermsAndOrder() {
        var query = EncodedQuery.where("a", "1").and("b", "2").orderBy("sys_created_on");

        assertThat(query).hasToString("a=1^b=2^ORDERBYsys_created_on");
    }

    @Test
    void keepsAValueFromBeginningATermOfItsOwn() {
        assertThat(EncodedQuery.where("name", "x^ORactive=true"))
                .hasToString("name=x^^ORactive=true");
    }

    @Test
    void knowsARowThatWasNotAskedFor() {
        var matches = EncodedQuery.where("correlation_id", "k").matches();

        assertThat(matches.test(new Row(Map.of("correlation_id", "k"), Map.of()))).isTrue();
        assertThat(matches.test(new Row(Map.of("correlation_id", "other"), Map.of()))).isFalse();
        assertThat(matches.test(new Row(Map.of(), Map.of()))).isFalse();
    }
}
