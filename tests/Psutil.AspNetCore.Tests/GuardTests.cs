using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Psutil.AspNetCore.Tests;

public class GuardTests
{
    private const string Address = "/api/v1/memory";

    [Fact]
    public async Task ThisMachineIsAnswered()
    {
        await using Site site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/metrics"));
    }

    [Fact]
    public async Task AnotherMachineIsNot()
    {
        await using Site site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync(Address, (Site.RemoteHeader, "203.0.113.5")));
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync(Address, (Site.RemoteHeader, "::ffff:203.0.113.5")));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, (Site.RemoteHeader, "::ffff:127.0.0.1")));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task WhatAProxyPassesOnIsNotFromThisMachine(string header, string value)
    {
        await using Site site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync(Address, (header, value)));
    }

    [Fact]
    public async Task AnotherMachineIsAnsweredIfAllowed()
    {
        await using Site site = await Site.StartAsync(configure: options => options.AllowRemote = true);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, (Site.RemoteHeader, "203.0.113.5")));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("X-Forwarded-For", "203.0.113.5")));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:9595")]
    public async Task ALoopbackNameIsGood(string host)
    {
        await using Site site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("Host", host)));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("203.0.113.5")]
    [InlineData("127.0.0.1.evil.example:9595")]
    public async Task ANameThatIsMadeToPointHereIsRefused(string host)
    {
        await using Site site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await site.StatusAsync(Address, ("Host", host)));
    }

    [Fact]
    public async Task WithRemoteClientsOnlyOwnNamesAreGood()
    {
        await using Site site = await Site.StartAsync(configure: options =>
        {
            options.AllowRemote = true;
            options.AllowedHosts.Add("node1.example");
        });
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("Host", "node1.example:9595")));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("Host", "203.0.113.5:9595")));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("Host", Environment.MachineName)));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await site.StatusAsync(Address, ("Host", "evil.example")));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost:1")]
    [InlineData("https://localhost")]
    public async Task APageOfAnotherSiteMayNotAsk(string origin)
    {
        await using Site site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync(Address, ("Host", "localhost"), ("Origin", origin)));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("Host", "localhost"), ("Origin", "http://localhost")));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task ABrowserThatSaysThatAnotherSiteAsksIsRefused(string value)
    {
        await using Site site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync(Address, ("Sec-Fetch-Site", value), ("Sec-Fetch-Mode", "no-cors")));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("Sec-Fetch-Site", "same-origin")));
        // A link to the page.
        Assert.Equal(
            HttpStatusCode.OK,
            await site.StatusAsync("/", ("Sec-Fetch-Site", value), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))
        );
    }

    [Fact]
    public async Task NothingIsWritten()
    {
        await using Site site = await Site.StartAsync();
        foreach (string method in (string[])["POST", "PUT", "DELETE", "PATCH"])
        {
            foreach (string path in (string[])["/", Address, "/api/v1/processes/1", "/metrics"])
            {
                using HttpResponseMessage answer = await site.AskAsync(new HttpMethod(method), path);
                Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData(Address)]
    [InlineData("/assets/none")]
    public async Task EveryAnswerForbidsWhatAPageDoesNotNeed(string path)
    {
        await using Site site = await Site.StartAsync();
        foreach (string host in (string[])["localhost", "evil.example"])
        {
            using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, path, ("Host", host));
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task AnAuthorizationPolicyDecidesInsteadOfTheAddress()
    {
        await using Site site = await Site.StartAsync(
            services: services =>
            {
                services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("test", null);
                services.AddAuthorization();
            },
            conventions: endpoints => endpoints.RequireAuthorization()
        );
        (string, string) remote = (Site.RemoteHeader, "203.0.113.5");
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync(Address, remote));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync(Address));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, remote, ("X-Test-User", "ann"), ("Host", "app.example")));
    }

    [Fact]
    public async Task AnEndpointThatAnybodyMayUseHasNoPolicy()
    {
        await using Site site = await Site.StartAsync(
            services: services =>
            {
                services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("test", null);
                services.AddAuthorization();
            },
            conventions: endpoints => endpoints.RequireAuthorization().AllowAnonymous()
        );
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync(Address, (Site.RemoteHeader, "203.0.113.5")));
    }

    [Fact]
    public async Task BelowAPrefixThePageIsAFolder()
    {
        await using Site site = await Site.StartAsync(prefix: "/psutil");
        using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, "/psutil");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(new Uri("psutil/", UriKind.Relative), answer.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/psutil/"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/psutil" + Address));
    }

    private sealed class HeaderAuthentication(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers["X-Test-User"] is [{ } name]
                    ? AuthenticateResult.Success(
                        new AuthenticationTicket(
                            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], Scheme.Name)),
                            Scheme.Name
                        )
                    )
                    : AuthenticateResult.NoResult()
            );
    }
}
