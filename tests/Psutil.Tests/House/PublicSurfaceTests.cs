using System.Reflection;

namespace Psutil.Tests.House;

/// <summary>The public surface can grow without breaking who uses it.</summary>
public class PublicSurfaceTests
{
    // Closed for ever: a pair or triple that nothing can be added to.
    private static readonly string[] Closed = [nameof(LoadAverage), nameof(ProcessIdentity), nameof(ResourceLimit)];

    // Shares and load averages: their type says what their numbers are.
    private static readonly string[] WithoutUnits = [nameof(CpuTimesPercent), nameof(PressureShare), nameof(LoadAverage)];

    // Nothing may be added here.
    private static readonly string[] NotYet =
    [
        "Signal",
        "IOPriority",
        "Disks.GetPartitions",
        "Network.GetConnections",
        "OSProcess.Wait",
        "OSProcess.WaitAsync",
        "Processes.CreateMonitor",
        "Processes.FindFileHolders",
        "Processes.FindPortHolders",
        "Processes.WatchAsync",
    ];

    private static IReadOnlyList<Type> PublicTypes => typeof(Machine).Assembly.GetExportedTypes();

    private static IEnumerable<Type> OpenTypes => PublicTypes.Where(type => !Closed.Contains(type.Name));

    /// <summary>What is read, not what is asked for, and not a snapshot, whose members are null until they are set.</summary>
    private static IEnumerable<Type> Results =>
        OpenTypes.Where(type =>
            !type.IsAbstract
            && !type.Name.EndsWith("Options", StringComparison.Ordinal)
            && !typeof(Exception).IsAssignableFrom(type)
            && type != typeof(ProcessSnapshot)
        );

    [Fact]
    public void NothingIsDeconstructed() => AssertHeld(OpenTypes.SelectMany(PublicSurfaceRules.Deconstructs), type => type.Split('.')[0]);

    [Fact]
    public void NoRecordIsPositional() => AssertHeld(OpenTypes.SelectMany(PublicSurfaceRules.IsPositional));

    [Fact]
    public void NoRecordHoldsAList() => AssertHeld(PublicTypes.SelectMany(PublicSurfaceRules.IsRecordOfAList));

    [Fact]
    public void TheDefaultOfAnEnumMeansNothing() => AssertHeld(PublicTypes.SelectMany(PublicSurfaceRules.HasAMeaningByDefault));

    [Fact]
    public void WhatCanBeOverriddenHasNoOptionalParameters() =>
        AssertHeld(PublicTypes.SelectMany(PublicSurfaceRules.IsOverridableWithOptionalParameters));

    [Fact]
    public void NothingPublicIsStaticAndChangeable() => AssertHeld(PublicTypes.SelectMany(PublicSurfaceRules.IsStaticAndChangeable));

    [Fact]
    public void AResultsMembersAreRequiredOrNullable() =>
        AssertHeld(Results.SelectMany(PublicSurfaceRules.IsNeitherRequiredNorNullable), member => member.Split('.')[0]);

    [Fact]
    public void AUnitIsInTheName() =>
        AssertHeld(PublicTypes.Where(type => !WithoutUnits.Contains(type.Name)).SelectMany(PublicSurfaceRules.LacksAUnit));

    [Fact]
    public void ClsComplianceIsDecided() => Assert.False(typeof(Machine).Assembly.GetCustomAttribute<CLSCompliantAttribute>()!.IsCompliant);

    [Fact]
    public void TheRulesFindWhatBreaksThem()
    {
        Assert.Equal(["Pair.Deconstruct"], PublicSurfaceRules.Deconstructs(typeof(Pair)));
        Assert.Equal(["Pair"], PublicSurfaceRules.IsPositional(typeof(Pair)));
        Assert.Equal(["Lists"], PublicSurfaceRules.IsPositional(typeof(Lists)));
        Assert.Single(PublicSurfaceRules.IsRecordOfAList(typeof(Lists)));
        Assert.Equal(["Colour"], PublicSurfaceRules.HasAMeaningByDefault(typeof(Colour)));
        Assert.Equal(["Facet.Read"], PublicSurfaceRules.IsOverridableWithOptionalParameters(typeof(Facet)));
        Assert.Equal(["Facet.Count", "Facet.Limit"], PublicSurfaceRules.IsStaticAndChangeable(typeof(Facet)));
        Assert.Equal(["Reading.Speed", "Reading.Name"], PublicSurfaceRules.IsNeitherRequiredNorNullable(typeof(Reading)));
        Assert.Equal(["Reading.Speed"], PublicSurfaceRules.LacksAUnit(typeof(Reading)));
    }

    private static void AssertHeld(IEnumerable<string> broken, Func<string, string>? keyOf = null) =>
        Assert.Empty(broken.Where(member => !NotYet.Contains(keyOf?.Invoke(member) ?? member)));

    public readonly record struct Pair(int Left, int Right);

    public sealed record Lists(IReadOnlyList<int> All);

    public enum Colour
    {
        Red,
    }

    public abstract class Facet
    {
        public static int Count;

        public static int Limit { get; set; }

        public abstract int Read(bool all = false);

        public int ReadAll(bool all = false) => Read(all);
    }

    public sealed class Reading
    {
        public double Speed { get; init; }

        public required string? Name { get; init; }

        public double? IdlePercent { get; init; }

        public required int Number { get; init; }
    }
}
