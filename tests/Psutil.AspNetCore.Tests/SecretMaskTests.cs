using Psutil.AspNetCore.Security;

namespace Psutil.AspNetCore.Tests;

public class SecretMaskTests
{
    [Theory]
    [InlineData("--password=hunter2", "--password=***")]
    [InlineData("API_KEY=hunter2", "API_KEY=***")]
    [InlineData("--db=postgres://ann:hunter2@db/x", "--db=postgres://ann:***@db/x")]
    [InlineData("https://ann:hunt:er2@host/a@b", "https://ann:***@host/a@b")]
    [InlineData("https://host:8080/a@b", "https://host:8080/a@b")]
    [InlineData("Authorization: Bearer hunter2", "Authorization: ***")]
    [InlineData("--port=80", "--port=80")]
    [InlineData("://@", "://@")]
    [InlineData("", "")]
    public void AnArgumentThatLooksLikeASecretIsMasked(string argument, string expected) =>
        Assert.Equal([expected], SecretMask.OfArguments([argument]));

    [Fact]
    public void TheValueAfterAnOptionIsMasked() =>
        Assert.Equal(
            ["mysql", "--password", "***", "--user", "ann", "--token", "--verbose"],
            SecretMask.OfArguments(["mysql", "--password", "hunter2", "--user", "ann", "--token", "--verbose"])
        );

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", "hunter2", "***")]
    [InlineData("DATABASE_URL", "postgres://ann:hunter2@db", "postgres://ann:***@db")]
    [InlineData("PATH", "/bin:/usr/bin", "/bin:/usr/bin")]
    public void AVariableThatLooksLikeASecretIsMasked(string name, string value, string expected) =>
        Assert.Equal(expected, SecretMask.OfVariable(name, value));

    [Fact]
    public void ALongHostileTextTakesNoLongTime()
    {
        string text = string.Concat(Enumerable.Repeat("a://b:", 100_000));
        Assert.Equal(text, SecretMask.OfArguments([text])[0]);
    }
}
