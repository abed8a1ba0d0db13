package io.sluice.app.connection;

import io.sluice.app.security.Caller;
import io.sluice.engine.node.OptionSource.Found;
import io.sluice.engine.node.OptionSource.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a field can be chosen from, looked up through a connection while it is filled in.
@RestController
class OptionController {
    private final LiveOptions options;

    OptionController(LiveOptions options) {
        this.options = options;
    }

    /// @param complete whether there are no others; when not, a narrower query may find more
    record OptionsView(List<Option> options, boolean complete) {
        static OptionsView of(Found found) {
            return new OptionsView(found.options(), found.complete());
        }
    }

    /// @param parameters `query`, and the fields that the source takes into account
    @GetMapping("/api/v1/connections/{name}/options/{source}")
    OptionsView find(
            Caller caller,
            @PathVariable String name,
            @PathVariable String source,
            @RequestParam Map<String, String> parameters) {
        var arguments = new LinkedHashMap<>(parameters);
        var query = arguments.remove("query");
        return OptionsView.of(
                options.find(caller, name, source, query == null ? "" : query, arguments));
    }
}
