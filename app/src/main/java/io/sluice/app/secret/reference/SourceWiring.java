package io.sluice.app.secret.reference;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(SecretProperties.class)
class SourceWiring {
    @Bean
    SecretSources secretSources(SecretProperties properties, InstantSource clock) {
        return SecretSources.of(properties, clock);
    }
}
