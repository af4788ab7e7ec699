using System.Text.RegularExpressions;

namespace Psutil.PackageTests;

/// <summary>A project whose target is older than the library is told so in one line.</summary>
public partial class UnsupportedTargetTests(PackageFeed feed)
{
    [Theory]
    [InlineData("Psutil", "net8.0")]
    [InlineData("Psutil", "net9.0")]
    [InlineData("Psutil", "netstandard2.0")]
    [InlineData("Psutil", "net472")]
    [InlineData("Psutil.AspNetCore", "net8.0")]
    [InlineData("Psutil.Diagnostics", "net9.0")]
    [InlineData("Psutil.Recording", "net9.0")]
    [InlineData("Psutil.Testing", "net8.0")]
    public async Task TheBuildSaysWhatIsNeeded(string package, string target)
    {
        string folder = feed.CreateProgram(
            (
                "Old.csproj",
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>{target}</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="{package}" Version="{PackageFeed.Version}" />
                  </ItemGroup>
                </Project>
                """
            ),
            ("Old.cs", "using Psutil; public static class Old { public static Machine Machine => Machine.Local; }")
        );
        (int? exitCode, string output) = await feed.Dotnet("build", folder);
        Assert.SkipWhen(
            NotServed().IsMatch(output),
            $"The reference assemblies of {target} are not here and cannot be downloaded: {output}"
        );
        Assert.Equal(1, exitCode);
        string[] errors = [.. ErrorLine().Matches(output).Select(match => match.Value).Distinct()];
        string error = Assert.Single(errors);
        Assert.StartsWith("error PSUTIL0001: The package " + package + " needs .NET 10 or later", error, StringComparison.Ordinal);
        Assert.Contains($"this project targets {target}.", error, StringComparison.Ordinal);
        Assert.Contains("Set its TargetFramework to net10.0", error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"error \w+: [^\[\n]*")]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"error NU1(101|102|301)|error MSB3644")]
    private static partial Regex NotServed();
}
