package io.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2UrlsTest {
    @Test
    void acceptsTheUrlItBuilds() {
        var url = H2Urls.of(Path.of("/srv/sluice data"));

        assertThat(url).startsWith("jdbc:h2:async:/srv/sluice data/sluice;");
        assertThatCode(() -> H2Urls.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:async:/srv/db;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "jdbc:h2:file:async:/srv/db;db_close_on_exit=false;write_delay=0",
                "jdbc:h2:mem:test",
                "jdbc:postgresql://localhost/sluice"
            })
    void acceptsUrlsThatForgetNothing(String url) {
        assertThatCode(() -> H2Urls.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:/srv/db",
                "jdbc:h2:file:/srv/db;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "jdbc:h2:async:/srv/db;DB_CLOSE_ON_EXIT=FALSE",
                "jdbc:h2:async:/srv/db;WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE",
                "JDBC:H2:async:/srv/db;WRITE_DELAY=0"
            })
    void refusesUrlsWhoseCommitsMayBeForgottenAndSaysWhatToWrite(String url) {
        assertThatThrownBy(() -> H2Urls.check(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "write jdbc:h2:async:/srv/db;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void refusesAnH2Server() {
        assertThatThrownBy(() -> H2Urls.check("jdbc:h2:tcp://host/db"))
                .hasMessageContaining("PostgreSQL");
    }

    @Test
    void refusesAFolderThatWouldChangeTheUrl() {
        assertThatThrownBy(() -> H2Urls.of(Path.of("/srv/a;INIT=x")))
                .hasMessageContaining("without ';'");
    }
}
