using Psutil.AspNetCore.Security;

namespace Psutil.AspNetCore.Tests;

public class VariableMaskTests
{
    [Theory]
    [InlineData("API_TOKEN", "hunter2", "***")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "hunter2", "***")]
    [InlineData("DATABASE_URL", "postgres://ann:hunter2@db", "postgres://ann:***@db")]
    [InlineData("JAVA_OPTS", "-Xmx1g -Dpassword=hunter2", "-Xmx1g -Dpassword=***")]
    [InlineData("PATH", "/bin:/usr/bin", "/bin:/usr/bin")]
    [InlineData("PWD", "/root", "/root")]
    [InlineData("", "", "")]
    public void AVariableThatLooksLikeASecretIsMasked(string name, string value, string expected) =>
        Assert.Equal(expected, VariableMask.Of(name, value));
}
