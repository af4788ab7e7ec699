using System.Reflection;

namespace Psutil.Tests.House;

/// <summary>The public surface can grow without breaking who uses it.</summary>
public class PublicSurfaceTests
{
    // Closed for ever: a pair or triple that nothing can be added to.
    private static readonly string[] Closed = [nameof(LoadAverage), nameof(ProcessIdentity), nameof(ResourceLimit)];

    // Shares and load averages: their type says what their numbers are.
    private static readonly string[] WithoutUnits = [nameof(CpuTimesPercent), nameof(PressureShare), nameof(LoadAverage)];

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
    public void NothingIsDeconstructed() => Assert.Empty(OpenTypes.SelectMany(PublicSurfaceRules.Deconstructs));

    [Fact]
    public void NoRecordIsPositional() => Assert.Empty(OpenTypes.SelectMany(PublicSurfaceRules.IsPositional));

    [Fact]
    public void NoRecordHoldsAList() => Assert.Empty(PublicTypes.SelectMany(PublicSurfaceRules.IsRecordOfAList));

    [Fact]
    public void TheDefaultOfAnEnumMeansNothing() => Assert.Empty(PublicTypes.SelectMany(PublicSurfaceRules.HasAMeaningByDefault));

    [Fact]
    public void WhatCanBeOverriddenHasNoOptionalParameters() =>
        Assert.Empty(PublicTypes.SelectMany(PublicSurfaceRules.IsOverridableWithOptionalParameters));

    [Fact]
    public void NothingPublicIsStaticAndChangeable() => Assert.Empty(PublicTypes.SelectMany(PublicSurfaceRules.IsStaticAndChangeable));

    [Fact]
    public void AResultsMembersAreRequiredOrNullable() => Assert.Empty(Results.SelectMany(PublicSurfaceRules.IsNeitherRequiredNorNullable));

    [Fact]
    public void AUnitIsInTheName() =>
        Assert.Empty(PublicTypes.Where(type => !WithoutUnits.Contains(type.Name)).SelectMany(PublicSurfaceRules.LacksAUnit));

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

    public readonly record struct Pair(int Left, int Right);

    public sealed record Lists(IReadOnlyList<int> All);

    public enum Colour
    {
        Red,
    }

    public abstract class Facet
    {
#pragma warning disable CA2211 // It is here to be found.
        public static int Count;
#pragma warning restore CA2211

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
