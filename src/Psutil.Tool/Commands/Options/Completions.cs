using System.CommandLine.Completions;
using Psutil.Tool.Listing;

namespace Psutil.Tool.Commands;

/// <summary>The values that a shell can offer. They are read on request; nothing is offered if they cannot be read.</summary>
internal static class Completions
{
    // Whoever sees more cannot choose.
    private const int MostFiles = 500;

    public static Func<CompletionContext, IEnumerable<CompletionItem>> Pids(ToolHost host) =>
        _ => Read(() => host.OpenMachine().Processes.GetPids().Select(pid => pid.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The names of processes, except those that a shell would split.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> Names(ToolHost host) =>
        Words(host, ProcessFields.Name, process => process.Name);

    /// <summary>Users that have a process, except names that a shell would split.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> Users(ToolHost host) =>
        Words(host, ProcessFields.UserName, process => process.UserName);

    private static Func<CompletionContext, IEnumerable<CompletionItem>> Words(
        ToolHost host,
        ProcessFields field,
        Func<ProcessSnapshot, string?> word
    ) =>
        _ =>
            Read(() =>
                host.OpenMachine()
                    .Processes.Capture(field)
                    .Select(word)
                    .OfType<string>()
                    .Where(name => name is [not '-', ..] && IsOneWord(name))
                    .Distinct()
                    .Order(StringComparer.Ordinal)
            );

    /// <summary>The ports that sockets of this machine are bound to.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> Ports(ToolHost host) =>
        _ =>
            Read(() =>
                host.OpenMachine()
                    .Network.GetConnections(ConnectionKinds.Inet, owners: false)
                    .Select(connection => connection.LocalEndPoint?.Port)
                    .OfType<int>()
                    .Distinct()
                    .Order()
                    .Select(port => port.ToString(CultureInfo.InvariantCulture))
            );

    /// <summary>
    /// The files and folders whose paths begin with the word, except names that a shell would split. A folder ends with a slash.
    /// </summary>
    public static IEnumerable<CompletionItem> Files(CompletionContext context)
    {
        string word = context.WordToComplete;
        string folder = word[..(word.LastIndexOf('/') + 1)];
        try
        {
            return
            [
                .. new DirectoryInfo(folder.Length == 0 ? "." : folder)
                    .EnumerateFileSystemInfos(word[folder.Length..] + "*")
                    .Where(entry => IsOneWord(entry.Name))
                    .Take(MostFiles)
                    .Select(entry => new CompletionItem(folder + entry.Name + (entry is DirectoryInfo ? "/" : "")))
                    .OrderBy(item => item.Label, StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static bool IsOneWord(string name) => name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-' or '+');

    public static Func<CompletionContext, IEnumerable<CompletionItem>> Signals(ToolHost host) =>
        _ =>
            Read(() =>
                host.OpenMachine().Processes.GetSignalNumbers().Keys.Select(name => name["SIG".Length..]).Order(StringComparer.Ordinal)
            );

    public static IEnumerable<CompletionItem> Fields(CompletionContext context) =>
        [.. ProcessFieldTable.Nameable.Select(field => new CompletionItem(field.Name)), new CompletionItem("all")];

    public static IEnumerable<CompletionItem> SortFields(CompletionContext context) =>
        ProcessFieldTable.Nameable.Where(field => field.CanSort).Select(field => new CompletionItem(field.Name));

    /// <summary>The same for a list: completes its last part, and does not offer what the list already has.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> ListOf(
        Func<CompletionContext, IEnumerable<CompletionItem>> source
    ) =>
        context =>
        {
            string given = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
            string[] parts = given.Split(',');
            return given.Length == 0
                ? source(context)
                : source(context).Where(item => !parts.Contains(item.Label)).Select(item => new CompletionItem(given + item.Label));
        };

    private static IEnumerable<CompletionItem> Read(Func<IEnumerable<string>> read)
    {
        try
        {
            return [.. read().Select(word => new CompletionItem(word))];
        }
        catch (PsutilException)
        {
            return [];
        }
    }
}
