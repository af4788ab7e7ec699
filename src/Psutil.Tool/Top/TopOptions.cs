using Psutil.Tool.Text;

namespace Psutil.Tool.Top;

/// <summary>What the command line says.</summary>
/// <param name="Delay">The time from one refresh to the next.</param>
/// <param name="Count">After how many refreshes it ends; null for never.</param>
/// <param name="IsReadOnly">Whether acting on processes is forbidden.</param>
/// <param name="Arguments">How much of the arguments of processes is shown; null where nothing says it.</param>
internal readonly record struct TopOptions(TimeSpan Delay, int? Count, bool IsReadOnly, ArgumentForm? Arguments);
