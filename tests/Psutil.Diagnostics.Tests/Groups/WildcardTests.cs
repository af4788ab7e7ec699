namespace Psutil.Diagnostics.Tests;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("nginx", "nginx", true)]
    [InlineData("nginx", "nginx2", false)]
    [InlineData("nginx", "Nginx", false)]
    [InlineData("ngin?", "nginx", true)]
    [InlineData("ngin?", "ngin", false)]
    [InlineData("php*", "php", true)]
    [InlineData("php*", "php-fpm8.2", true)]
    [InlineData("*.service", "ssh.service", true)]
    [InlineData("*.service", "ssh.service.d", false)]
    [InlineData("/usr/*/bin/*x", "/usr/a/bin/b/bin/yx", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("?", "", false)]
    [InlineData("C:\\*", "C:\\a", true)]
    public void Matches(string pattern, string text, bool matches) => Assert.Equal(matches, Wildcard.Matches(pattern, text));

    /// <summary>A naive matcher needs longer than the universe exists.</summary>
    [Fact]
    public void AHostileNameTakesNoLonger() =>
        Assert.False(Wildcard.Matches(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 4096)));
}
