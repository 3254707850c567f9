import { Product } from './product.jsx';

export default function Page() {
  return <Product id="mug" name="A mug" />;
}
