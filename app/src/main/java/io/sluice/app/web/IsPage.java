package io.sluice.app.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.RequestCondition;

/// Matches addresses inside the page, so that everything else is looked for elsewhere.
final class IsPage implements RequestCondition<IsPage> {
    @Override
    public IsPage combine(IsPage other) {
        return this;
    }

    @Override
    public @Nullable IsPage getMatchingCondition(HttpServletRequest request) {
        return Pages.isPage(request) ? this : null;
    }

    @Override
    public int compareTo(IsPage other, HttpServletRequest request) {
        return 0;
    }
}
