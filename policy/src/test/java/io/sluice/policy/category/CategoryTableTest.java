package io.sluice.policy.category;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.category.CategoryTable.Parsed;
import io.sluice.policy.finding.Cloud;
import io.sluice.policy.finding.Destination;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Program;
import io.sluice.policy.finding.Source;
import io.sluice.policy.finding.Workload;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoryTableTest {
    @ParameterizedTest
    @DisplayName("F030: categories are known by a part of their name, whatever the case")
    @CsvSource({
        "Cloud_Credentials_Accessed_By_Network_Utility, T1552.005",
        "Network_Scanning_Utility, T1046",
        "Container_Escape_Attempt, T1611",
        "PRIVILEGE_ESCALATION, T1548",
        "crypto_mining, T1496",
        "Reverse_Shell, T1059.004",
        "Kernel_Module_Loaded, T1547.006"
    })
    void categoriesAreKnownByAPartOfTheirName(String category, String technique) {
        assertThat(CategoryTable.standard().of(finding(category)).orElseThrow().technique())
                .isEqualTo(technique);
    }

    @Test
    void whatNobodyHasNamedYetIsNoError() {
        assertThat(CategoryTable.standard().of(finding("Brand_New_Threat"))).isEmpty();
    }

    @Test
    void eachFlawOfATableIsNamedWithItsPlace() {
        var parsed =
                CategoryTable.parse(
                        """
                        - id: Bad Id
                          title: x
                          match: []
                          technique: 1046
                          recipe: explode
                          colour: red
                        - id: ok
                          title: fine
                          match: [abc]
                          technique: T1046
                          recipe: mining
                          parameters: {ports: ["0"], binaries: [curl], shells: [x]}
                        """);
        assertThat(parsed).isInstanceOf(Parsed.Flaws.class);
        assertThat(((Parsed.Flaws) parsed).flaws())
                .anyMatch(flaw -> flaw.startsWith("[0].id"))
                .anyMatch(flaw -> flaw.startsWith("[0].technique"))
                .anyMatch(flaw -> flaw.startsWith("[0].recipe"))
                .anyMatch(flaw -> flaw.contains("no field 'colour'"))
                .anyMatch(flaw -> flaw.startsWith("[1].parameters.ports"))
                .anyMatch(flaw -> flaw.startsWith("[1].parameters.binaries"))
                .anyMatch(flaw -> flaw.startsWith("[1].parameters.shells"));
        assertThat(((Parsed.Flaws) CategoryTable.parse("a: [")).flaws().getFirst())
                .contains("line");
    }

    private static Finding finding(String category) {
        return new Finding(
                "",
                Source.POLL,
                category,
                3,
                Instant.EPOCH,
                Workload.UNKNOWN,
                Program.UNKNOWN,
                Destination.UNKNOWN,
                List.of(),
                "",
                Cloud.UNKNOWN);
    }
}
