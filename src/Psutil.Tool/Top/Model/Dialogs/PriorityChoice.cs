using System.Diagnostics;

namespace Psutil.Tool.Top.Model;

/// <summary>A priority class that can be set.</summary>
/// <param name="Name">Its name, as Windows' Task Manager has it.</param>
/// <param name="Class">The class.</param>
internal sealed record PriorityChoice(string Name, ProcessPriorityClass Class)
{
    /// <summary>In ascending order.</summary>
    public static IReadOnlyList<PriorityChoice> All { get; } =
    [
        new("realtime", ProcessPriorityClass.RealTime),
        new("high", ProcessPriorityClass.High),
        new("above normal", ProcessPriorityClass.AboveNormal),
        new("normal", ProcessPriorityClass.Normal),
        new("below normal", ProcessPriorityClass.BelowNormal),
        new("low", ProcessPriorityClass.Idle),
    ];

    /// <summary>The index of the default class of processes.</summary>
    public const int Usual = 3;
}
