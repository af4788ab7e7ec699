using System.Text;
using Psutil.AspNetCore.Security;

namespace Psutil.AspNetCore.Tests;

public class TokenTests
{
    private const string Address = "/api/v1/memory";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("/")]
    [InlineData("/assets/none")]
    [InlineData("/metrics")]
    [InlineData("/api/v1/machine")]
    [InlineData("/api/v1/processes")]
    [InlineData("/api/v1/processes/1")]
    [InlineData("/api/v1/stream")]
    [InlineData("/api/v1/history")]
    [InlineData("/api/v1/openapi.json")]
    public async Task NoAddressIsAnsweredWithoutTheToken(string path)
    {
        await using Site site = await Site.StartAsync(configure: options => options.Token = Site.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync(path));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync($"{path}?token={Site.Token}&access_token={Site.Token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync(path, ("Authorization", "Bearer " + Site.Token[..^1])));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync(path, ("Authorization", "Bearer")));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await site.StatusAsync(path, ("Authorization", "Bearer " + Site.Token)));
    }

    [Fact]
    public async Task TheTokenDoesNotOpenTheServerToOtherMachines()
    {
        await using Site site = await Site.StartAsync(configure: options => options.Token = Site.Token);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await site.StatusAsync(Address, ("Authorization", "Bearer " + Site.Token), (Site.RemoteHeader, "203.0.113.5"))
        );
    }

    [Fact]
    public async Task WhoPresentsTheTokenMayUseAnyName()
    {
        await using Site site = await Site.StartAsync(configure: options => options.Token = Site.Token);
        Assert.Equal(
            HttpStatusCode.OK,
            await site.StatusAsync(Address, ("Authorization", "Bearer " + Site.Token), ("Host", "node1.example:9595"))
        );
    }

    [Fact]
    public async Task TheLoginExchangesTheTokenForACookie()
    {
        await using Site site = await Site.StartAsync(configure: options => options.Token = Site.Token);
        using HttpResponseMessage form = await site.AskAsync(HttpMethod.Get, "/");
        Assert.Contains("<form method=\"post\" action=\"login\">", await ReadAsync(form), StringComparison.Ordinal);

        using HttpResponseMessage answer = await LogInAsync(site, Site.Token);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(new Uri("/", UriKind.Relative), answer.Headers.Location);
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Site.Token, cookie, StringComparison.Ordinal);

        string session = cookie.Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(Address, ("Cookie", session)));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync(Address, ("Cookie", session[..^1])));
        // A page of another name has no cookie, but a rebound name must not even try.
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await site.StatusAsync(Address, ("Cookie", session), ("Host", "evil.example")));
    }

    [Theory]
    [InlineData("wrong-horse-battery-staple")]
    [InlineData("")]
    public async Task AWrongTokenGetsTheFormAgain(string token)
    {
        await using Site site = await Site.StartAsync(configure: options => options.Token = Site.Token);
        using HttpResponseMessage answer = await LogInAsync(site, token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task APageOfAnotherSiteCannotLogIn()
    {
        await using Site site = await Site.StartAsync(configure: options => options.Token = Site.Token);
        using HttpResponseMessage answer = await LogInAsync(site, Site.Token, origin: "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task TheBodyOfALoginIsBounded()
    {
        await using Site site = await Site.StartAsync(configure: options => options.Token = Site.Token);
        using HttpResponseMessage answer = await LogInAsync(site, new string('x', 100_000));
        Assert.InRange((int)answer.StatusCode, 400, 413);
    }

    [Fact]
    public void ASessionEndsAndCannotBeMade()
    {
        AccessToken token = new(Site.Token);
        string session = token.StartSession(Now);
        Assert.True(token.IsSession(session, Now));
        Assert.True(token.IsSession(session, Now + AccessToken.SessionLength - TimeSpan.FromSeconds(1)));
        Assert.False(token.IsSession(session, Now + AccessToken.SessionLength));
        Assert.False(token.IsSession("9" + session, Now));
        Assert.False(token.IsSession("", Now));
        Assert.False(token.IsSession(".", Now));
        // A restart of the server ends no session, another token does.
        Assert.True(new AccessToken(Site.Token).IsSession(session, Now));
        Assert.False(new AccessToken(Site.Token + "x").IsSession(session, Now));
    }

    [Theory]
    [InlineData("fifteen-letters")]
    [InlineData("sixteen letters with blanks")]
    [InlineData("sixteen-letters-\u00e9")]
    public void ATokenThatCanBeGuessedOrSentWrongIsRefused(string token) =>
        Assert.Throws<ArgumentException>(() => new PsutilEndpointOptions { Token = token });

    private static async Task<HttpResponseMessage> LogInAsync(Site site, string token, string? origin = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/login")
        {
            Content = new StringContent("token=" + Uri.EscapeDataString(token), Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
