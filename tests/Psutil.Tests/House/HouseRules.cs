using System.Text.RegularExpressions;

namespace Psutil.Tests.House;

/// <summary>The house's rules that no analyzer holds. Each gives what a file does against it; empty if nothing.</summary>
internal static partial class HouseRules
{
    public const int MostLines = 500;
    public const int MostColumns = 140;
    public const int MostFiles = 20;

    /// <summary>
    /// Only an operating system's own folder, the one place that chooses it, and the folder in which the command handles terminals and
    /// standard streams, may know which system this is. All else asks the library what it offers.
    /// </summary>
    public static IEnumerable<string> AsksWhichSystemThisIs(SourceFile file) =>
        file.Path.Contains("/Platforms/", StringComparison.Ordinal)
        || file.Path == "src/Psutil/Machine.cs"
        || file.Path.StartsWith("src/Psutil.Tool/Platform/", StringComparison.Ordinal)
            ? []
            : Find(file, SystemQuestion());

    /// <summary>One public type per file, and the file bears its name (<c>Libc.Files.cs</c> is a part of Libc).</summary>
    public static IEnumerable<string> HoldsOtherThanOnePublicType(SourceFile file)
    {
        string[] types = [.. PublicType().Matches(file.Text).Select(match => match.Groups["name"].Value)];
        if (types.Length > 1)
        {
            yield return $"{file.Path} holds {types.Length} public types: {string.Join(", ", types)}";
        }
        else if (types.Length == 1 && file.Name.Split('.')[0] != types[0])
        {
            yield return $"{file.Path} holds {types[0]}";
        }
    }

    /// <summary>What an operating system's folder holds stays inside the library.</summary>
    public static IEnumerable<string> ShowsAnImplementation(SourceFile file) =>
        file.Path.Contains("/Platforms/", StringComparison.Ordinal) ? Find(file, PublicType()) : [];

    /// <summary>A parser works on bytes alone.</summary>
    public static IEnumerable<string> ReadsWhileItParses(SourceFile file) =>
        file.Path.Contains("/Parsing/", StringComparison.Ordinal) ? Find(file, Acquisition()) : [];

    /// <summary>
    /// Windows is asked by its own calls, whose addresses the runtime looks up once: by no WMI, no other program, no registry of ours and
    /// no address that we look up.
    /// </summary>
    public static IEnumerable<string> AsksWindowsRoundabout(SourceFile file) =>
        !file.Path.Contains("/Platforms/Windows/", StringComparison.Ordinal) ? []
        : StartsChildren(file) ? Find(file, Roundabout())
        : Find(file, Roundabout()).Concat(Find(file, StartOfAProgram()));

    // Processes.Start starts the caller's programs, and asks none of them.
    private static bool StartsChildren(SourceFile file) =>
        file.Path.Contains("/Windows/Processes/Starting/", StringComparison.Ordinal)
        || file.Path.EndsWith("/Windows/Processes/Interop/Kernel32.Starting.cs", StringComparison.Ordinal)
        || file.Path.EndsWith("/Windows/Processes/WindowsProcesses.cs", StringComparison.Ordinal);

    /// <summary>
    /// What the operating system causes is a <see cref="PsutilException"/>; beside those, only wrong arguments and a wrong use of an object
    /// are raised, by the framework's own types.
    /// </summary>
    public static IEnumerable<string> RaisesAForeignException(SourceFile file) =>
        from line in file.Lines.Index()
        let code = line.Item.Split("//")[0]
        where RaisedException().Matches(code).Any(match => !MayBeRaised(match.Groups["name"].Value))
        select string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}");

    /// <summary>A file that cannot be read in one sitting wants to be two.</summary>
    public static IEnumerable<string> IsTooLong(SourceFile file)
    {
        int count = file.Lines.Count - (file.Text.EndsWith('\n') ? 1 : 0);
        return count > MostLines ? [string.Create(CultureInfo.InvariantCulture, $"{file.Path} has {count} lines")] : [];
    }

    /// <summary>The columns of <c>.editorconfig</c>.</summary>
    public static IEnumerable<string> HasTooLongALine(SourceFile file) =>
        from line in file.Lines.Index()
        where line.Item.Length > MostColumns
        select string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns");

    private static bool MayBeRaised(string name) =>
        name
            is nameof(Exception)
                or nameof(ArgumentException)
                or nameof(ArgumentNullException)
                or nameof(ArgumentOutOfRangeException)
                or nameof(InvalidOperationException)
                or nameof(ObjectDisposedException)
        || typeof(PsutilException).IsAssignableFrom(typeof(PsutilException).Assembly.GetType($"Psutil.{name}"));

    private static IEnumerable<string> Find(SourceFile file, Regex pattern) =>
        from line in file.Lines.Index()
        where pattern.IsMatch(line.Item) && !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}");

    [GeneratedRegex(@"\bOperatingSystem\s*\.\s*Is|\bRuntimeInformation\s*\.\s*IsOSPlatform|\bEnvironment\s*\.\s*OSVersion")]
    private static partial Regex SystemQuestion();

    [GeneratedRegex(
        @"^public\s[^=;({]*?\b(class|struct|interface|enum|record|delegate)\s+(?!class\b|struct\b)(?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex PublicType();

    [GeneratedRegex(
        @"\bGetProcAddress|\bNativeLibrary\b|\bDllImport\b|\bGetDelegateForFunctionPointer|\bSystem\.Management\b|\bManagement(Object|Scope)|\bRegistry(Key)?\s*\.",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Roundabout();

    [GeneratedRegex(@"\bProcess\s*\.\s*Start\b|\bProcessStartInfo\b|\bShellExecute|\bCreateProcess", RegexOptions.IgnoreCase)]
    private static partial Regex StartOfAProgram();

    [GeneratedRegex(@"\bnew\s+(?<name>\w*Exception)\b|\b(?<name>\w*Exception)\s+\w+\s*(\(|=>)")]
    private static partial Regex RaisedException();

    [GeneratedRegex(@"\bFileTree\b|\bLibc\s*\.|\bSystem\.IO\b|\bFile\s*\.\s*(Open|Read|Exists)|\bDirectory\s*\.")]
    private static partial Regex Acquisition();
}
