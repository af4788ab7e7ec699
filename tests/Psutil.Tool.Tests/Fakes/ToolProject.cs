using System.Reflection;

namespace Psutil.Tool.Tests.Fakes;

/// <summary>Where the project's files are.</summary>
internal static class ToolProject
{
    /// <summary>The repository.</summary>
    public static string Root { get; } =
        typeof(ToolProject)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot")
            .Value!;

    /// <summary>The folder of these tests.</summary>
    public static string Tests { get; } = Path.Join(Root, "tests", "Psutil.Tool.Tests");
}
