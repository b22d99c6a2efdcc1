using Dispersal.Model;

namespace Dispersal.Tests.Mechanisms;

public class HazardProductsTests
{
    private static readonly double[] Falls = [0.3, 0.2, 0.1];
    private static readonly double[] Rises = [1, 2, 3];

    [Fact]
    public void The_product_of_courses_is_taken_day_by_day()
    {
        HazardProducts products = new(3);

        HazardSeries product = products.Of(new Course(Falls), new Course(Rises));

        Assert.Equal(0.3, product.On(0), 12);
        Assert.Equal(0.4, product.On(1), 12);
        Assert.Equal(0.3, product.On(2), 12);
        Assert.Equal(0.2, products.Of(new Course(Falls)).On(1), 12);
        Assert.Equal(0.06, products.Of(new Course(0.2), new Course(0.3)).Rate, 12);
    }

    [Fact]
    public void What_is_asked_for_again_is_the_same_series_and_what_differs_in_any_part_is_not()
    {
        HazardProducts products = new(3);
        HazardSeries once = products.Of(new Course(Falls), new Course(Rises));

        Assert.Same(once, products.Of(new Course(Falls), new Course(Rises)));
        Assert.NotSame(once, products.Of(new Course(Falls)));
        Assert.NotSame(once, products.Of(new Course(Falls), new Course(2)));
        Assert.NotSame(products.Of(new Course(0.1)), products.Of(new Course(0.2)));
        Assert.NotSame(products.Of(new Course(Falls), new Course(2)), products.Of(new Course(Falls), new Course(3)));
    }
}
