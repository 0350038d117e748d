package io.slipway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

class BearerFilterTest {

    private final TokenService tokens = mock(TokenService.class);
    private final HandlerExceptionResolver failures = mock(HandlerExceptionResolver.class);
    private final IllegalStateException broken = new IllegalStateException("the store is away");
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @BeforeEach
    void theStoreIsAway() {
        request.addHeader("Authorization", "Bearer some-token");
        when(tokens.authenticate("some-token")).thenThrow(broken);
    }

    @Test
    void aFailureWhileLookingForTheTokenIsAnsweredAsAnyOther() throws Exception {
        when(failures.resolveException(request, response, null, broken)).thenReturn(new ModelAndView());

        filter().doFilter(request, response, chain);

        assertThat(chain.getRequest()).describedAs("the request does not go on").isNull();
    }

    @Test
    void aFailureThatNobodyAnswersIsNotSwallowed() {
        when(failures.resolveException(any(), any(), any(), any())).thenReturn(null);

        assertThatThrownBy(() -> filter().doFilter(request, response, chain)).isSameAs(broken);
    }

    private BearerFilter filter() {
        return new BearerFilter(tokens, mock(Authorities.class), mock(LoginThrottle.class), failures);
    }
}
